/** What a Distributed Map's ResultWriter says, evaluated. */
export interface ResultWriterRequest {
  /** Where the results go; absent: they are the state's result. */
  readonly bucket?: string;
  readonly prefix?: string;
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN';
  readonly outputType: 'JSON' | 'JSONL';
}
