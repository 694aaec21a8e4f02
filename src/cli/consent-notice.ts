import { createHash } from 'node:crypto';
import { Command } from 'commander';
import type { NoticeEntry } from '../consent/entries.ts';
import type { ConsentLedger } from '../consent/ledger.ts';
import { FlightveilError } from '../model/errors.ts';
import { Source } from '../node/source.ts';
import { instantText } from './consent-date.ts';
import { clockS, readEntries, typedNow, withConsent } from './consent-session.ts';
import { idOf, usage } from './consent-terms.ts';
import { type Console, jsonDocument, plainName } from './console.ts';
import { table } from './report-table.ts';

interface AddOptions {
  readonly name: string;
  readonly version: string;
  readonly json?: boolean;
}

/** `flightveil consent notice`: which notices were shown. */
export function noticeCommand(console: Console): Command {
  return new Command('notice')
    .description('keep which notices were shown, by their hash')
    .addCommand(addCommand(console))
    .addCommand(listCommand(console));
}

function addCommand(console: Console): Command {
  return new Command('add')
    .description('a notice that is shown from now on; a new version suspends what was granted under the one before')
    .argument('<file>', 'the text of the notice: only its hash is kept')
    .requiredOption('--version <version>', 'what its publisher calls this version')
    .option('--name <name>', 'tells several notices apart', 'privacy')
    .action(async (path: string, { name, version, json }: AddOptions, self: Command) => {
      const { sha256, bytes } = await hashOf(path);
      await withConsent(self, async (ledger) => {
        const isNew = isNewNotice(await noticesOf(ledger), { name, version, sha256 });
        if (isNew) await ledger.addNotice({ name, version, sha256, bytes }, typedNow());
        const suspended = (await ledger.state(clockS())).grants.flatMap(({ grant, isNoticeCurrent }) =>
          isNoticeCurrent ? [] : [grant.id],
        );
        if (json) console.out(jsonDocument({ name, version, sha256, bytes, isNew, suspended }));
        else {
          const what = isNew ? 'is the current one from now on' : 'was there already';
          console.out(`The notice ${plainName(name)}, version ${plainName(version)}, ${what}.\nSHA-256 ${sha256}\n`);
          if (suspended.length > 0) console.out(suspendedText(suspended));
        }
      });
    });
}

function suspendedText(ids: readonly string[]): string {
  return `Suspended until they are confirmed:\n${ids.map((id) => `  flightveil consent confirm ${id}\n`).join('')}`;
}

function listCommand(console: Console): Command {
  return new Command('list')
    .description('the notices that were added, oldest first')
    .action(async ({ json }: { json?: boolean }, self: Command) => {
      await withConsent(self, async (ledger) => {
        const all = await noticesOf(ledger);
        const notices = all.map((notice) => {
          const { name, version, sha256, bytes, collectedS } = notice;
          return { name, version, sha256, bytes, addedS: collectedS, isCurrent: lastOf(all, name) === notice };
        });
        if (json) console.out(jsonDocument({ notices }));
        else if (notices.length === 0) console.out(`There is none yet: ${HOW_TO_ADD}\n`);
        else console.out(`${noticeTable(notices)}\n`);
      });
    });
}

const HOW_TO_ADD = 'flightveil consent notice add FILE --version VERSION.';

function noticeTable(
  notices: readonly { name: string; version: string; sha256: string; addedS: number; isCurrent: boolean }[],
): string {
  return table(
    ['notice', 'version', 'added (UTC)', '', 'SHA-256'],
    notices.map(({ name, version, addedS, isCurrent, sha256 }) => [
      ...[plainName(name), plainName(version), instantText(addedS), isCurrent ? 'current' : '', sha256],
    ]),
    [],
  );
}

/** The whole file goes through the hash; none of it is kept. */
async function hashOf(path: string): Promise<{ sha256: string; bytes: number }> {
  const source = await Source.open(path);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of source.read()) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    return { sha256: hash.digest('hex'), bytes };
  } catch (error) {
    if (!(error instanceof FlightveilError) || error.code !== 'input-not-a-file') throw error;
    throw new FlightveilError(error.code, error.message, { advice: 'Name the file with the text of the notice.' });
  } finally {
    await source.close();
  }
}

/** @throws FlightveilError `usage` for what contradicts a notice that was added before */
function isNewNotice(
  notices: readonly NoticeEntry[],
  { name, version, sha256 }: Pick<NoticeEntry, 'name' | 'version' | 'sha256'>,
): boolean {
  const before = notices.filter((notice) => notice.name === name && notice.version === version);
  if (before.some((notice) => notice.sha256 !== sha256)) {
    throw usage('this version was added with another text', 'Give the text of another version its own --version.');
  }
  if (before.length === 0) return true;
  if (before.includes(lastOf(notices, name)!)) return false;
  throw usage('a newer version has followed this one', 'To return to the old text, add it under a new --version.');
}

function lastOf(notices: readonly NoticeEntry[], name: string): NoticeEntry | undefined {
  return notices.findLast((notice) => notice.name === name);
}

async function noticesOf(ledger: ConsentLedger): Promise<readonly NoticeEntry[]> {
  const { lines } = await readEntries(ledger);
  return lines.flatMap(({ entry }) => (entry.kind === 'notice' ? [entry] : []));
}

/** The notice that stands under a name; the only one where none is said. @throws FlightveilError `usage` that says how to add one */
export async function currentNotice(ledger: ConsentLedger, name: string | undefined): Promise<NoticeEntry> {
  const notices = await noticesOf(ledger);
  const names = [...new Set(notices.map((notice) => notice.name))];
  if (names.length === 0)
    throw usage('a grant is tied to the notice that was read, and none was added', `Add it: ${HOW_TO_ADD}`);
  if (name === undefined && names.length > 1) {
    throw usage('there are several notices', `Say which one was read: --notice ${names.map(plainName).join(' or ')}.`);
  }
  const found = lastOf(notices, name ?? names[0]!);
  if (found !== undefined) return found;
  throw usage('there is no notice of this name', `There are: ${names.map(plainName).join(', ')}.`);
}

/** `flightveil consent confirm`: keeps a grant under the version of its notice that stands now. */
export function confirmCommand(console: Console): Command {
  return new Command('confirm')
    .description('keep a grant, having read the new version of its notice')
    .argument('<id>', 'the grant')
    .action(async (text: string, { json }: { json?: boolean }, self: Command) => {
      const id = idOf(text);
      await withConsent(self, async (ledger) => {
        const { given, confirmations, withdrawal } = await ledger.historyOf(id);
        if (withdrawal !== undefined) throw usage('this grant is withdrawn', 'What is withdrawn can be granted anew.');
        const { fold } = await readEntries(ledger);
        const seen = new Set([given.grant.noticeSha256, ...confirmations.map(({ noticeSha256 }) => noticeSha256)]);
        const unseen = [...fold.notices.successors(given.grant.noticeSha256)].filter((sha256) => !seen.has(sha256));
        for (const sha256 of unseen) await ledger.confirm(id, sha256, typedNow());
        const notices = unseen.map((sha256) => {
          const { name, version } = fold.notices.ofHash(sha256)!;
          return { name, version, sha256 };
        });
        if (json) console.out(jsonDocument({ grant: id, confirmed: notices }));
        else if (notices.length === 0) console.out('There is nothing to confirm: its notice has not changed.\n');
        for (const { name, version } of json ? [] : notices) {
          console.out(`Confirmed under the notice ${plainName(name)}, version ${plainName(version)}.\n`);
        }
      });
    });
}
