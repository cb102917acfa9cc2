import type { JsonText } from './json-text.ts';

/** What a Distributed Map's ItemReader is to read, with all its expressions evaluated. */
export interface ItemReaderRequest {
  readonly action: 'getObject' | 'listObjectsV2';
  /** `Parameters` or `Arguments`: a JSON object. */
  readonly parameters: JsonText;
  readonly inputType?: string;
  readonly transformation?: string;
  readonly manifestType?: string;
  readonly csvDelimiter?: string;
  readonly csvHeaderLocation?: string;
  readonly csvHeaders?: readonly string[];
  readonly itemsPointer?: string;
}

/** An item, as a Map state finds it. */
export interface FoundItem {
  readonly value: JsonText;
  /** Its key, where it is a member of a JSON object. */
  readonly key?: string;
  /** AWS: where it comes from, `STATE_DATA` or an S3 URI — Context object, Map.Item.Source; not there in an inline Map. */
  readonly source?: string;
}

/** An item with what is behind it. */
export interface ReadItem extends FoundItem {
  /** Where the next item begins. */
  readonly next: ItemPosition;
}

/** A place between two items of a dataset. Kept with the execution; only readers know what it means. */
export interface ItemPosition {
  /** In a dataset of several objects: how many of them are done with. */
  readonly objects?: number;
  /** In a listing: the key of the last object that is done with. */
  readonly after?: string;
  /** In an object: the offset in bytes, of what it decompresses to; in a Parquet file the number of the row. */
  readonly offset?: number;
  /** The version of the object that the offset belongs to. */
  readonly etag?: string;
  /** In a JSON array or object: what ends it. */
  readonly container?: '}' | ']';
}
