/** An intrinsic function says what is wrong with its arguments; where it has nothing to say, it answers `undefined`. */
export class IntrinsicFailure extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'IntrinsicFailure';
  }
}
