import { type Check, checksNamed } from './check.ts';
import type { Checked, DoctorContext } from './context.ts';
import { withLedger } from './doctor-ledger.ts';

/** Clocks of cameras and cards are often wrong by hours: time zones. */
const FILES_AHEAD_MS = 26 * 3_600_000;
const LEDGER_AHEAD_S = 120;
const DAY_S = 86_400;

/** Against the latest instant in the consent ledger, the newest log, and what the system says of its own synchronisation. */
export async function checkClock(context: DoctorContext, { looks }: Checked): Promise<readonly Check[]> {
  const nowMs = context.nowMs();
  const checks: Check[] = [];
  const named = checksNamed('clock');
  const latestS = await withLedger(context.home, async (ledger) => (await ledger.state(0)).latestS);
  const behindS = latestS - nowMs / 1_000;
  if (behindS > LEDGER_AHEAD_S) {
    checks.push(
      named.failed(
        `The clock is ${durationText(behindS)} behind the consent ledger: grants are judged by the later of both.`,
        'Set the clock. If it is right now and was ahead before, some grants may count as ended: grant again.',
      ),
    );
  }
  const newestMs = Math.max(0, ...Array.from(looks.values(), (look) => look.newestMs ?? 0));
  if (newestMs - nowMs > FILES_AHEAD_MS) {
    checks.push(
      named.warning(
        `A log is dated ${durationText((newestMs - nowMs) / 1_000)} in the future: this clock is wrong, or that of whatever wrote it.`,
        'Check the date of this machine.',
      ),
    );
  }
  checks.push(...(await synchronised(context)));
  return checks.length > 0 ? checks : [named.ok('The clock agrees with the consent ledger and with the logs.')];
}

/** timedatectl(1). */
async function synchronised({ platform, run }: DoctorContext): Promise<readonly Check[]> {
  if (platform !== 'linux') return [];
  const { code, out } = await run('timedatectl', ['show', '--property=NTPSynchronized', '--value']);
  if (code !== 0 || out.trim() !== 'no') return [];
  return [
    checksNamed('clock').warning(
      'The clock is not synchronised with a time server.',
      'Run timedatectl set-ntp true, unless this machine is offline on purpose.',
    ),
  ];
}

function durationText(seconds: number): string {
  return seconds >= 2 * DAY_S ? `${Math.floor(seconds / DAY_S)} days` : `${Math.ceil(seconds / 60)} minutes`;
}
