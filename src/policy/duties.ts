/** Something that somebody has to do besides withholding. */
export interface Duty {
  readonly name: string;
  /** What to do, a sentence. */
  readonly text: string;
  readonly source: string;
}
