import type { Circumstances } from '../tables.ts';
import { flightCounts } from './averaging.ts';
import type { Estimate } from './statistics.ts';
import type { Results, Row } from './suite.ts';

type Line = readonly string[];

/** What the attacks found, as Markdown; the first line is a heading of the second level. */
export function privacySection({ rows, averaging, coarse, recorded, failures }: Results, about: Circumstances): string {
  const sections = [
    '## Privacy',
    `Written by \`npm run bench:privacy -- --write\` on ${about.date} at commit ${about.commit}${about.quick ? ', quick sizes' : ''}.`,
    failures.length === 0 ? 'Every attack works, and every bound holds.' : `Failures: ${failures.join('; ')}.`,
    'Generated flights from homes all over the Earth between 60 degrees south and 70 north, read by node-mavlink. Gain: mean error of the best guess without the log over ' +
      'that with it. Ratio: mean error over the mean error of the same guesses for other flights; 1 says nothing. In brackets what 95 of 100 repetitions would give. ' +
      'Turns are looked for up to the period of what shows them (a quarter, a degree, half a turn).',
    ...[...new Set(rows.map(titleOf))].flatMap((title) => [
      `### ${title}`,
      table(
        ['subject', 'median error', 'near', 'gain', 'ratio', 'area'],
        rows.filter((row) => titleOf(row) === title).map(lineOf),
      ),
    ]),
    '### A4: the mean of many flights from one home',
    table(
      ['subject, number of flights', ...flightCounts.map((count) => `${count}`), 'within 100 m', 'ratio'],
      averaging.map(({ subject, errorsM, near, ratio }) => [
        subject,
        ...flightCounts.map((_, index) => (errorsM === undefined ? 'no place' : metres(errorsM[index]!))),
        errorsM === undefined ? '' : percent(near),
        errorsM === undefined ? '' : interval(ratio),
      ]),
    ),
    '### A15: places of coarse steps, beside velocities',
    table(
      ['subject, method, step', 'flights', 'error of the latitude', 'ratio', 'error of the turn', 'ratio'],
      coarse.map(({ method, step, subject, latitude, turn, failure }) => [
        failure === undefined ? `${subject}, ${method}, ${step}` : `**${subject}, ${method}, ${step}**`,
        ...[String(latitude.flights), `${latitude.medianError.toFixed(1)} deg`, interval(latitude.ratio)],
        ...[`${turn.medianError.toFixed(1)} deg`, interval(turn.ratio)],
      ]),
    ),
    '### Recorded flights',
    recorded.length === 0
      ? 'LEFT OUT: no recorded logs here.'
      : table(
          [
            'subject',
            'releases',
            'A10: place found',
            'A6: error of the latitude',
            'of a guess',
            'A15: turn in a quarter',
            'in a degree',
          ],
          recorded.map(({ subject, releases, placeFound, latitudeKm, guessKm, quarterTurns, degreeTurns }) => [
            ...[subject, String(releases), percent(placeFound)],
            ...[latitudeKm, guessKm].map((km) => (km === undefined ? 'nothing to go by' : metres(1000 * km))),
            ...[quarterTurns, degreeTurns].map(({ of, found }) => (of === 0 ? '' : `${found} of ${of}`)),
          ]),
        ),
  ];
  return sections.join('\n\n');
}

function titleOf({ attack, method, flights, score, unit, near }: Row): string {
  return `${attack}: ${method} (${score.flights} ${flights} flights, near is ${unit === 'm' ? metres(near) : `${near} deg`})`;
}

function lineOf({ subject, score, unit, area, failure }: Row): Line {
  const error = unit === 'm' ? metres(score.medianError) : `${score.medianError.toFixed(3)} deg`;
  return [
    ...[failure === undefined ? subject : `**${subject}**`, error, percent(score.near)],
    ...[interval(score.gain), interval(score.ratio), interval(area)],
  ];
}

function metres(value: number): string {
  return value < 10_000 ? `${Number(value.toPrecision(3))} m` : `${Number((value / 1000).toPrecision(3))} km`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function interval(estimate: Estimate | undefined): string {
  if (estimate === undefined) return '';
  const { value, least, most } = estimate;
  const show = (number: number): string => String(Number(number.toPrecision(3)));
  return `${show(value)} (${show(least)} to ${show(most)})`;
}

function table(head: Line, lines: readonly Line[]): string {
  const line = (cells: Line): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n');
}
