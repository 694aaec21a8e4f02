import type { SourceProblem } from './found-log.ts';

/** So many are told between two full looks; the rest only counts. */
const MOST = 10_000;

/** Tells each problem once, and again only after a full look did not meet it. */
export class Told {
  readonly #tell: (problem: SourceProblem) => void;
  #before = new Set<string>();
  #now = new Set<string>();

  constructor(tell: (problem: SourceProblem) => void) {
    this.#tell = tell;
  }

  tell(problem: SourceProblem): void {
    const key = JSON.stringify([problem.reason, problem.member ?? -1, problem.path]);
    const isNew = !this.#now.has(key) && !this.#before.has(key);
    if (this.#now.size >= MOST) return;
    this.#now.add(key);
    if (isNew) this.#tell(problem);
  }

  /** A full look begins. */
  turn(): void {
    this.#before = this.#now;
    this.#now = new Set();
  }
}
