import type { AgeBand } from '../consent/grant.ts';
import { strictestConsentAge } from './jurisdictions.ts';
import type { Purpose } from './purpose.ts';
import type { Circumstances, Request } from './request.ts';

/** Years that somebody of an age band has lived at least. */
const leastYears: Readonly<Record<AgeBand, number>> = { 'under-13': 0, '13-15': 13, '16-17': 16, adult: 18 };

/** Whose data it is; undefined where nobody was named or declared. */
export function subjectOf(request: Request, { consent }: Circumstances): string | undefined {
  return request.subject ?? consent.subject?.name;
}

/** Whether the subject is certainly old enough to decide alone. An age that nobody declared is the youngest. */
export function isOldEnough(request: Request, { consent }: Circumstances, purpose: Purpose): boolean {
  const { subject } = consent;
  const isDeclared = subject !== undefined && subject.name === (request.subject ?? subject.name);
  const years = isDeclared && subject.ageBand !== undefined ? leastYears[subject.ageBand] : 0;
  return years >= Math.max(strictestConsentAge, purpose.leastAge ?? 0);
}
