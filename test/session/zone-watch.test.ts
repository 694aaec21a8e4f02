import { describe, expect, it } from 'vitest';
import { SignalCollector } from '../../src/filter/signal-collector.ts';
import { ZoneState } from '../../src/formats/record/gen/types.ts';
import { recordFormats } from '../../src/formats/record/index.ts';
import { Found } from '../../src/model/format.ts';
import { MAX_UNLOCK_EVENTS, ZoneWatch } from '../../src/session/zone-watch.ts';
import { SignalEvents } from '../../src/unlock/detect/signal-events.ts';
import { wireOf } from '../formats/record/flight.ts';

const { outside, near, inside, unlocked } = ZoneState;
type Step = readonly [state: ZoneState, areaCode?: string];

function records(steps: readonly Step[]) {
  return steps.map(([state, areaCode], second) => ({
    flightRecord: { timeUs: BigInt(second + 1) * 60_000_000n, zone: { state, areaCode } },
  }));
}

/** Events with their minutes. */
function seen(steps: readonly Step[]): string[] {
  const watch = new ZoneWatch();
  for (const record of records(steps)) watch.see(record, 0);
  return watch.events.map(({ kind, areaCode = '', timeUs }) => `${timeUs! / 6e7} ${kind} ${areaCode}`.trim());
}

describe('what an app says of zones', () => {
  it.each<readonly [string, readonly Step[], readonly string[]]>([
    ['outside all of them, nothing', [[outside], [outside]], []],
    [
      'near one',
      [
        [near, 'A'],
        [near, 'A'],
      ],
      ['1 zone-warned A'],
    ],
    ['into one and out', [[inside, 'A'], [inside, 'A'], [outside]], ['1 zone-entered A', '3 zone-left A']],
    [
      'from one to the next',
      [
        [inside, 'A'],
        [inside, 'B'],
      ],
      ['1 zone-entered A', '2 zone-left A', '2 zone-entered B'],
    ],
    ['one that has no code', [[inside], [outside]], ['1 zone-entered', '2 zone-left']],
    [
      'near another one, which moves nobody',
      [
        [inside, 'A'],
        [near, 'B'],
        [inside, 'A'],
      ],
      ['1 zone-entered A', '2 zone-warned B'],
    ],
    [
      'unlocked before it is entered',
      [
        [near, 'A'],
        [unlocked, 'A'],
        [inside, 'A'],
      ],
      ['1 zone-warned A', '2 activated A', '3 zone-entered A'],
    ],
    [
      'unlocked inside',
      [
        [inside, 'A'],
        [unlocked, 'A'],
        [inside, 'A'],
        [unlocked, 'A'],
      ],
      ['1 zone-entered A', '2 activated A', '4 activated A'],
    ],
    [
      'unlocked near one',
      [
        [near, 'A'],
        [unlocked, 'A'],
        [near, 'A'],
      ],
      ['1 zone-warned A', '2 activated A'],
    ],
    ['an empty code is none', [[near, ''], [near]], ['1 zone-warned']],
  ])('%s', (_, steps, events) => {
    expect(seen(steps)).toEqual(events);
    expect(detected(steps)).toEqual(events);
  });

  it('is its own knowledge, at the time of the push where the record has none', () => {
    const watch = new ZoneWatch();
    watch.see({ flightRecord: { zone: { state: inside, areaCode: 'A' } } }, 77);
    watch.see({ warning: { text: 'x' } }, 78);
    watch.see({ flightRecord: {} }, 79);
    watch.see({ flightRecord: { zone: { state: outside, areaCode: '' } } }, 80);
    watch.see({ flightRecord: { zone: { state: near, areaCode: '' } } }, 81);
    expect(watch.events).toStrictEqual([
      { kind: 'zone-entered', timeUs: 77, evidence: ['app'], areaCode: 'A' },
      { kind: 'zone-left', timeUs: 80, evidence: ['app'], areaCode: 'A' },
      { kind: 'zone-warned', timeUs: 81, evidence: ['app'] },
    ]);
  });

  it('is kept up to a bound', () => {
    const watch = new ZoneWatch();
    for (let index = 0; index < MAX_UNLOCK_EVENTS + 5; index++)
      watch.see({ flightRecord: { zone: { state: near, areaCode: String(index) } } }, 0);
    expect(watch.events.length).toBe(MAX_UNLOCK_EVENTS);
  });
});

/** What a file of the same records tells. */
function detected(steps: readonly Step[]): string[] {
  const [, format] = recordFormats();
  const log = wireOf(records(steps));
  const decoder = format!.createDecoder();
  const collector = new SignalCollector(format!);
  decoder.window(log, 0, log.length, true);
  for (let found = decoder.next(); found !== Found.more; found = decoder.next()) {
    if (found !== Found.frame) continue;
    const { frame } = decoder;
    collector.at(format!.readLogTimeUs(decoder.frame.parsed!.view, frame)!, 0, 0);
    format!.readSignals!(frame.parsed!, frame, collector);
  }
  const drafts: { kind: string; areaCode?: string; timeUs: number }[] = [];
  const events = new SignalEvents((draft) => drafts.push(draft as (typeof drafts)[number]));
  for (const signal of collector.signals) events.take(signal);
  return drafts.map(({ kind, areaCode = '', timeUs }) => `${timeUs / 6e7} ${kind} ${areaCode}`.trim());
}
