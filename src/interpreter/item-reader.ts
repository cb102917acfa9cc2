import type { JsonText } from './execution.ts';

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

/** One item of a dataset, as its reader finds it. */
export interface ReadItem {
  readonly value: JsonText;
  /** Its key, where the dataset is a JSON object. */
  readonly key?: string;
  /** AWS: `$$.Map.Item.Source`: the S3 URI of the object it is in; for metadata of objects that of the bucket — Context object. */
  readonly source: string;
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
