import { Command } from 'commander';
import type { AgeBand, ConsentState } from '../consent/grant.ts';
import { jurisdictions, jurisdictionsOfCode } from '../policy/jurisdictions.ts';
import type { Purpose } from '../policy/purpose.ts';
import { isOldEnough } from '../policy/subject.ts';
import { clockS, typedNow, UNNAMED, withConsent } from './consent-session.ts';
import { usage } from './consent-terms.ts';
import { type Console, jsonDocument, plainName } from './console.ts';

const ageBands: readonly AgeBand[] = ['under-13', '13-15', '16-17', 'adult'];

interface SubjectOptions {
  readonly name?: string;
  readonly ageBand?: string;
  readonly residence?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `flightveil consent subject`: whose flights these are. Without options it shows what was said. */
export function subjectCommand(console: Console): Command {
  return new Command('subject')
    .description('say whose flights these are, or show what was said')
    .option('--name <name>', 'a name that this device keeps; others get a pseudonym at most')
    .option('--age-band <band>', `${ageBands.join(', ')}; what is not said counts as the youngest`)
    .option('--residence <code>', 'where you live, such as CH or US-CA: duties are added, none is lifted')
    .option('--force', 'another person takes over this device')
    .action(async (options: SubjectOptions, self: Command) => {
      const { name, residence } = options;
      const ageBand = ageBandOf(options.ageBand);
      await withConsent(self, async (ledger) => {
        const before = await ledger.state(clockS());
        if (name !== undefined || ageBand !== undefined || residence !== undefined) {
          const present = before.subject?.name ?? UNNAMED;
          if (name !== undefined && name !== present && !options.force) mustHaveSaidNothing(before, present);
          const kept = name === undefined || name === present ? before.subject : undefined;
          const said = { ...(ageBand && { ageBand }), ...(residence !== undefined && { residence }) };
          await ledger.declareSubject({ ...kept, name: name ?? present, ...said }, typedNow());
        }
        tell(console, await ledger.state(clockS()), options.json ?? false);
      });
    });
}

function tell(console: Console, { subject }: ConsentState, json: boolean): void {
  const places = subject?.residence === undefined ? [] : jurisdictionsOfCode(subject.residence);
  if (json) console.out(jsonDocument({ subject: subject ?? null, jurisdictions: places }));
  else if (subject === undefined)
    console.out('Nobody has said whose flights these are: flightveil consent subject --name NAME.\n');
  else {
    console.out(`These are flights of ${plainName(subject.name)}.\n`);
    console.out(`Age: ${subject.ageBand ?? 'not said, so a guardian has to countersign every grant'}.\n`);
    const titles = places.map((place) => jurisdictions[place].title).join(', ');
    console.out(`Residence: ${subject.residence === undefined ? 'not said' : `${subject.residence} (${titles})`}.\n`);
  }
}

function ageBandOf(text: string | undefined): AgeBand | undefined {
  if (text === undefined) return undefined;
  const band = ageBands.find((name) => name === text);
  if (band === undefined) throw usage('there is no such age band', `There are: ${ageBands.join(', ')}.`);
  return band;
}

/** What one person has refused would no longer count once the flights are another's. */
function mustHaveSaidNothing({ grants, bars }: ConsentState, name: string): void {
  const count =
    grants.filter(({ grant }) => grant.subject === name).length + bars.filter((bar) => bar.subject === name).length;
  if (count === 0) return;
  throw usage(
    `under the present name ${count} grants and refusals stand, which would no longer count`,
    'Keep the name. Use --force if another person takes over this device.',
  );
}

/** What is to do before a grant answers, if its subject is too young or has not said how old. */
export function guardianNote(purpose: Purpose, consent: ConsentState, grant: string): string | undefined {
  const { name, recipients } = purpose;
  const request = { purpose: name, recipient: recipients[0] ?? '' };
  if (isOldEnough(request, { consent, nowS: clockS() }, purpose)) return undefined;
  return consent.subject?.ageBand === undefined
    ? 'It answers nothing until you say that you are old enough: flightveil consent subject --age-band adult.'
    : `It answers nothing until a guardian has signed it: flightveil consent countersign ${grant} --key FILE.`;
}
