import { describe } from 'vitest';
import { badInputLaws } from './bad-input.ts';
import { chunkingLaws } from './chunking.ts';
import { decisionLaws } from './decision-laws.ts';
import { keepingLaws } from './laws.ts';
import { secretLaws } from './secrets.ts';
import { sequenceLaws } from './sequences.ts';
import type { FormatSubject } from './subject.ts';

/** For a test on a machine that does much else; time bounds of the product are in the tests. */
const MOST_MS = 60_000;

/**
 * The tests that every format has to pass. A format is a subject: a writer of logs from named secrets, a log with every message, and the
 * places where its own knowledge hides something. None of the tests knows a format.
 */
export function formatSuite(subject: FormatSubject): void {
  describe(`${subject.name}: every format's suite`, { timeout: MOST_MS }, () => {
    decisionLaws();
    chunkingLaws(subject);
    secretLaws(subject);
    keepingLaws(subject);
    sequenceLaws(subject);
    badInputLaws(subject);
  });
}
