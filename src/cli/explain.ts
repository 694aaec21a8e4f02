import { Command } from 'commander';
import { type Explanation, explain } from '../filter/explain.ts';
import { FlightveilError } from '../model/errors.ts';
import { surveyedFlight } from '../node/filter-file.ts';
import { deviceKeys } from '../node/flight-keys.ts';
import { stateFolder } from '../node/state.ts';
import type { Decision, Policy, Request } from '../policy/request.ts';
import { type Console, jsonDocument } from './console.ts';
import { table } from './report-table.ts';
import { type RequestOptions, requestOf, withAuthority, withRequestOptions } from './request-option.ts';

interface ExplainOptions extends RequestOptions {
  readonly flight?: string;
  readonly json?: boolean;
}

/** `flightveil explain`: what would be decided, dimension by dimension, with the rule that bound each and what would change it. */
export function explainCommand(console: Console): Command {
  return withRequestOptions(new Command('explain'))
    .description('what somebody would learn for a purpose, why, and what would change it')
    .option('--level <name>', 'as for filter: at most so much')
    .option('--flight <log>', 'a log of the flight that is meant; without it: any flight')
    .option('--json', 'one JSON document')
    .action(async (options: ExplainOptions, command: Command) => {
      const asked = await requestOf(options);
      if (asked === undefined)
        throw new FlightveilError('usage', 'name what it is for and who gets it: --for and --to');
      const { home } = command.optsWithGlobals<{ home?: string }>();
      const { flight: log } = options;
      const flight =
        log === undefined
          ? undefined
          : await surveyedFlight(log, await deviceKeys(stateFolder(home)), asked.request.recipient);
      const decision = await withAuthority(asked, home, (authority) => authority.decide(flight));
      console.out(options.json ? jsonDocument(toJson(decision)) : toText(decision, asked.policy));
    });
}

function toJson(decision: Decision<Request>) {
  const { request, disclosure, because, grant, projection, wouldChange, lost, duties } = decision;
  return {
    ...request,
    disclosure,
    because,
    grant,
    projection,
    wouldChange,
    lost,
    duties,
    dimensions: explain(decision),
  };
}

function toText(decision: Decision<Request>, { purposes, recipients }: Policy): string {
  const { request, grant, projection, lost = [], duties = [] } = decision;
  const purpose = purposes?.get(request.purpose);
  const recipient = recipients?.get(request.recipient);
  const explained = explain(decision);
  const lines = [
    `${purpose?.title ?? request.purpose}, for ${recipient?.title ?? request.recipient}`,
    ...(purpose === undefined
      ? []
      : [purpose.use, `Legal ground: ${purpose.ground}. Kept for ${purpose.retentionDays} days at most.`]),
    ...(grant === undefined ? [] : [`Grant ${grant} answers.`]),
    '',
    table(['dimension', 'may be learnt', 'because'], explained.map(rowOf), []),
    ...list('Only these fields:', projection?.fields.map(({ name }) => name) ?? []),
    ...list('What would change it:', changesOf(explained)),
    ...list('What does not work without it:', lost),
    ...list(
      'What else has to be done:',
      duties.map(({ text, source }) => `${text} (${source})`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function rowOf({ dimension, step, reason }: Explanation): string[] {
  return [dimension, step, reason];
}

/** Each sentence once, with the dimensions that it would raise. */
function changesOf(explained: readonly Explanation[]): string[] {
  const bySentence = new Map<string, string[]>();
  for (const { dimension, wouldChange } of explained) {
    if (wouldChange === undefined) continue;
    bySentence.set(wouldChange, [...(bySentence.get(wouldChange) ?? []), dimension]);
  }
  return [...bySentence].map(([sentence, dimensions]) => `${dimensions.join(', ')}: ${sentence}`);
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', title, ...items.map((item) => `  ${item}`)];
}
