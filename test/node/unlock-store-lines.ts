import type { UnlockEvent } from '../../src/model/unlock-event.ts';
import type { UnlockLog } from '../../src/unlock/log/unlock-log.ts';

function eventOf(writer: string, number: number): UnlockEvent {
  const person = `Quuxbury ${writer} ${number}`;
  return { kind: 'granted', timeUs: 1_790_000_000_000_000 + number, evidence: ['licence'], person };
}

/** Does what a line says, `append WRITER FIRST COUNT` or `delete INDEX`, and tells what came of it. */
export async function obey(log: UnlockLog, line: string): Promise<string> {
  const [what, ...rest] = line.split(' ');
  try {
    if (what === 'delete') {
      await log.deleteValues([Number(rest[0])], { because: 'person', nowS: 1_800_000_000 });
      return `done ${line}`;
    }
    const [writer = '', first, count] = rest;
    await log.append(
      Array.from({ length: Number(count) }, (_, at) => Number(first) + at).map((number) => ({
        ...{ id: `${writer}-${number}`, event: eventOf(writer, number), keepUntilS: 1_900_000_000, ground: 'test' },
      })),
    );
    return `done ${line}`;
  } catch (error) {
    return `failed ${(error as { code?: string }).code} ${line}`;
  }
}
