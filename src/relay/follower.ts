/** Is shown all that a device says, before it is filtered; it only reads. */
export interface StreamFollower {
  push(bytes: Uint8Array): void;
  finish(): void;
}
