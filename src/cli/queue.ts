import { Command } from 'commander';
import { isInstanceRunning } from '../daemon/ops/instance-lock.ts';
import { Sync } from '../daemon/sync.ts';
import { adviceFor, itemInWords } from '../daemon/words.ts';
import { FlightveilError } from '../model/errors.ts';
import { auditCheckpointLine, auditCheckpointOf } from '../sync/audit/audit.ts';
import type { Queue } from '../sync/queue/queue.ts';
import { type Item, type ItemState, itemStates, type Wish } from '../sync/queue/states.ts';
import { type Console, jsonDocument, jsonLine } from './console.ts';
import { Exit } from './exit-codes.ts';
import { table } from './report-table.ts';
import { shown } from './sync.ts';
import { configOf, placesOf, withConfigOption, withQueue } from './sync-session.ts';

const MOST_SHOWN = 200;
/** How long a running daemon is waited for to do what was asked. */
const WISH_MS = 5_000;

/** `flightveil queue`: every log that waits, by itself. */
export function queueCommand(console: Console, finish: (exit: number) => void): Command {
  return new Command('queue')
    .description('the logs that wait to be filtered or sent, and what became of the others')
    .addCommand(listCommand(console))
    .addCommand(showCommand(console))
    .addCommand(
      wishCommand(console, finish, 'retry', 'try items again now: those that wait, were set aside or dropped'),
    )
    .addCommand(
      wishCommand(
        console,
        finish,
        'drop',
        'take items out of the queue and remove what was sent of them; their logs stay',
      ),
    )
    .addCommand(auditCommand(console, finish));
}

function listCommand(console: Console): Command {
  return withConfigOption(new Command('list'))
    .description('the items that are not done, or those in one state')
    .option('--state <state>', `one of ${itemStates.join(', ')}`)
    .option('--upload <name>', 'of one upload rule')
    .option('--all', 'those that are done, too')
    .option('--json', 'one JSON object a line')
    .action(
      async (
        { state, upload, all, json }: { state?: string; upload?: string; all?: true; json?: true },
        self: Command,
      ) => {
        const { home } = placesOf(self);
        if (state !== undefined && !itemStates.includes(state as ItemState)) {
          throw new FlightveilError('usage', 'there is no such state', { advice: `States: ${itemStates.join(', ')}.` });
        }
        await withQueue(home, (queue) => {
          const nowMs = Date.now();
          const rows: string[][] = [];
          let more = 0;
          for (let after = 0; ; ) {
            const where = {
              ...(state === undefined ? {} : { state: state as ItemState }),
              ...(upload === undefined ? {} : { upload }),
            };
            const page = queue.items(where, 500, after);
            for (const item of page) {
              after = item.id;
              if (item.state === 'retired' && state === undefined && all !== true) continue;
              if (json) console.out(`${jsonLine({ ...shown(item), words: itemInWords(item, nowMs) })}\n`);
              else if (rows.length < MOST_SHOWN)
                rows.push([String(item.id), item.upload, item.format ?? '', itemInWords(item, nowMs)]);
              else more++;
            }
            if (page.length < 500) break;
          }
          if (json) return;
          console.out(
            rows.length === 0
              ? 'Nothing waits.\n'
              : `${table(['item', 'upload', 'format', 'where it stands'], rows, [0])}\n`,
          );
          if (more > 0) console.out(`and ${more} more; --json lists all of them.\n`);
        });
      },
    );
}

function showCommand(console: Console): Command {
  return withConfigOption(new Command('show'))
    .description('all that is known of one item, and what the audit says of it')
    .argument('<item>', 'its number')
    .option('--json', 'one JSON document on standard output')
    .action(async (number: string, { json }: { json?: true }, self: Command) => {
      const { home } = placesOf(self);
      const shownIt = await withQueue(home, (queue) => {
        const item = itemNumbered(queue, number);
        const entries = entriesOf(queue, item);
        const words = itemInWords(item, Date.now());
        if (json) console.out(jsonDocument({ ...shown(item), words, advice: adviceFor(item), audit: entries }));
        else console.out(inWords(item, words, entries));
        return true;
      });
      if (shownIt === undefined) throw noItem();
    });
}

function inWords(item: Item, words: string, entries: readonly Record<string, unknown>[]): string {
  const lines = [
    `Item ${item.id}, for ${item.upload}: ${words}.`,
    ...adviceFor(item).map((sentence) => `  ${sentence}`),
  ];
  if (item.format !== undefined) lines.push(`Format ${item.format}, ${item.attempts} tries.`);
  for (const { name, sizeBytes } of item.parts) lines.push(`  ${name}, ${sizeBytes} bytes`);
  if (entries.length > 0) lines.push('', 'Audit:');
  for (const { kind, atS, reason, verified, removal } of entries) {
    const facts = [reason, verified, removal === undefined ? undefined : `at the recipient: ${removal}`].filter(
      (fact) => fact !== undefined,
    );
    lines.push(
      `  ${new Date(Number(atS) * 1000).toISOString()} ${kind}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function entriesOf(queue: Queue, { id }: Item): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  for (let after = 0; ; ) {
    const page = queue.audit.entries(after, 1000);
    for (const { sequence, entry } of page) {
      after = sequence;
      if (entry.number === id) found.push({ sequence, ...entry });
    }
    if (page.length < 1000) return found;
  }
}

function wishCommand(console: Console, finish: (exit: number) => void, wish: Wish, description: string): Command {
  return withConfigOption(new Command(wish))
    .description(description)
    .argument('<item...>', 'their numbers')
    .option('--json', 'one JSON document on standard output')
    .action(async (numbers: string[], { json }: { json?: true }, self: Command) => {
      const { home, config } = await configOf(self);
      const ids = await withQueue(home, async (queue) => {
        const items = numbers.map((number) => itemNumbered(queue, number));
        for (const { id } of items) await queue.wish(id, wish);
        return items.map(({ id }) => id);
      });
      if (ids === undefined) throw noItem();
      if (await isInstanceRunning(home)) await waitFor(home, ids);
      else {
        const sync = await Sync.open(home, config);
        try {
          await sync.grantWishes();
        } finally {
          await sync.close();
        }
      }
      const items = (await withQueue(home, (queue) => ids.flatMap((id) => queue.item(id) ?? []))) ?? [];
      const isDone = items.every((item) => item.wish === undefined);
      if (json)
        console.out(
          jsonDocument({ items: items.map((item) => ({ ...shown(item), words: itemInWords(item, Date.now()) })) }),
        );
      else for (const item of items) console.out(`Item ${item.id}: ${itemInWords(item, Date.now())}.\n`);
      if (!isDone) console.err('The daemon has not done it yet; it does it when what is under way has ended.\n');
      finish(Exit.done);
    });
}

async function waitFor(home: string, ids: readonly number[]): Promise<void> {
  for (const end = performance.now() + WISH_MS; performance.now() < end; ) {
    const left = await withQueue(home, (queue) => ids.some((id) => queue.item(id)?.wish !== undefined));
    if (left !== true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function auditCommand(console: Console, finish: (exit: number) => void): Command {
  return withConfigOption(new Command('audit'))
    .description('what was released, refused and set aside, and why: the audit log; --verify checks it')
    .option('--verify', 'check that no entry was changed, moved or removed')
    .option('--checkpoint <line>', 'with --verify: a checkpoint of it that you noted elsewhere')
    .option('--json', 'one JSON object a line; with --verify one document')
    .action(
      async ({ verify, checkpoint, json }: { verify?: true; checkpoint?: string; json?: true }, self: Command) => {
        const { home } = placesOf(self);
        await withQueue(home, async (queue) => {
          const { audit } = queue;
          if (verify !== true) {
            for (let after = 0; ; ) {
              const page = audit.entries(after, 1000);
              for (const { sequence, entry } of page) {
                after = sequence;
                console.out(
                  json
                    ? `${jsonLine({ sequence, ...entry })}\n`
                    : `${sequence} ${new Date(entry.atS * 1000).toISOString()} ${entry.kind} ${entry.upload} ${entry.item ?? ''} ${entry.reason ?? ''}\n`,
                );
              }
              if (page.length < 1000) return;
            }
          }
          const verification = await audit.verify(checkpoint === undefined ? undefined : auditCheckpointOf(checkpoint));
          const now = audit.checkpoint();
          const line = now === undefined ? undefined : auditCheckpointLine(now);
          if (json) console.out(jsonDocument({ ...verification, checkpoint: line }));
          else if (verification.isValid) {
            console.out(`The audit log is whole: ${verification.head.sequence} entries.\n`);
            if (line !== undefined)
              console.out(
                `Note this elsewhere; whoever owns this machine could write the log anew, but not so that it fits:\n${line}\n`,
              );
          } else console.out(`The audit log was changed at entry ${verification.sequence}: ${verification.fault}.\n`);
          finish(verification.isValid ? Exit.done : Exit.failed);
        });
      },
    );
}

function itemNumbered(queue: Queue, number: string): Item {
  const item = /^[1-9]\d{0,14}$/.test(number) ? queue.item(Number(number)) : undefined;
  if (item === undefined) throw noItem();
  return item;
}

function noItem(): FlightveilError {
  return new FlightveilError('usage', 'there is no such item', { advice: 'flightveil queue list --all shows them.' });
}
