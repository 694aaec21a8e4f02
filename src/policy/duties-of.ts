import type { Duty } from './duties.ts';
import { jurisdictions } from './jurisdictions.ts';
import type { Purpose } from './purpose.ts';
import type { Recipient } from './recipients.ts';
import type { Circumstances } from './request.ts';

/** What has to be done when something is released: for the purpose, for the recipient, and where a jurisdiction adds to it. */
export function dutiesOf(purpose: Purpose, recipient: Recipient, circumstances: Circumstances): readonly Duty[] {
  const { place = [], residence = [] } = circumstances.jurisdictions ?? {};
  const duties: Duty[] = [];
  if (purpose.releasesFlights) duties.push(declare);
  if (recipient.isOutside || purpose.retentionDays > 0) duties.push(retain(purpose));
  if ([recipient.name, recipient.like].includes('public')) duties.push(preview);
  if (purpose.occasions !== undefined) duties.push(record);
  if (!recipient.isOutside) return duties;
  const added = new Map<string, Duty>();
  for (const jurisdiction of new Set([...place, ...residence])) {
    for (const duty of jurisdictions[jurisdiction].duties) added.set(duty.name, duty);
  }
  return [...duties, ...added.values()];
}

const declare: Duty = {
  name: 'name-purpose',
  text: 'The manifest beside the file names its purpose and its recipient, and the file goes to nobody else.',
  source: 'R21: Pix4D data and privacy, purpose',
};

const preview: Duty = {
  name: 'preview',
  text: 'Show the pilot exactly what goes out before it goes.',
  source: 'R27: DJI privacy policy, content shared in public',
};

const record: Duty = {
  name: 'record-occasion',
  text: 'Record what was asked for, by whom, and what was handed over.',
  source: 'R4, R26: DJI privacy policy, disclosure for aviation regulation and under a court order',
};

function retain({ retentionDays }: Purpose): Duty {
  const text =
    retentionDays === 0
      ? 'The recipient keeps nothing.'
      : `The recipient deletes it after ${retentionDays} ${retentionDays === 1 ? 'day' : 'days'}.`;
  return { name: 'retention', text, source: 'R11: DJI privacy policy, retention' };
}
