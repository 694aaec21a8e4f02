import { platform } from 'node:os';
import { type Run, runProgram } from './run-program.ts';

/** Whether the network that is in use is paid for by volume, as the system knows or guesses. */
export type Metered = 'yes' | 'no' | 'unknown';

const LIMITS = { timeoutMs: 3_000, mostBytes: 16 * 1024 };
/** Windows starts PowerShell for it. */
const WINDOWS_LIMITS = { timeoutMs: 15_000, mostBytes: 1_024 };
const FRESH_MS = 30_000;

/**
 * Asks the system at most every 30 s. Linux: NetworkManager, else unknown. Windows: the cost of the internet connection's profile. macOS says
 * nothing to programs without a user interface of their own: unknown.
 */
export class MeteredNetwork {
  readonly #ask: () => Promise<Metered>;
  readonly #nowMs: () => number;
  #last: { readonly atMs: number; readonly answer: Promise<Metered> } | undefined;

  constructor(on: NodeJS.Platform = platform(), run: Run = runProgram, nowMs: () => number = () => performance.now()) {
    this.#ask = on === 'linux' ? () => onLinux(run) : on === 'win32' ? () => onWindows(run) : async () => 'unknown';
    this.#nowMs = nowMs;
  }

  isMetered(): Promise<Metered> {
    const atMs = this.#nowMs();
    if (this.#last === undefined || atMs - this.#last.atMs >= FRESH_MS) this.#last = { atMs, answer: this.#ask() };
    return this.#last.answer;
  }
}

async function onLinux(run: Run): Promise<Metered> {
  const manager = 'org.freedesktop.NetworkManager';
  const asked = ['--system', '--json=short', '--auto-start=no', '--timeout=2', 'get-property'];
  const bus = await run('busctl', [...asked, manager, '/org/freedesktop/NetworkManager', manager, 'Metered'], LIMITS);
  if (bus.code === 0) return ofBus(bus.out);
  const tool = await run('nmcli', ['-t', '-f', 'GENERAL.METERED', 'device', 'show'], LIMITS);
  return tool.code === 0 ? ofTool(tool.out) : 'unknown';
}

/** NMMetered of NetworkManager's D-Bus API: 1 yes, 2 no, 3 guessed yes, 4 guessed no, 0 unknown. */
function ofBus(out: string): Metered {
  const value = /^\{"type":"u","data":(\d{1,10})\}\s*$/.exec(out)?.[1];
  if (value === '1' || value === '3') return 'yes';
  return value === '2' || value === '4' ? 'no' : 'unknown';
}

/** A line a device, `GENERAL.METERED:no (guessed)`: one that is metered is enough. */
function ofTool(out: string): Metered {
  const said = new Set([...out.matchAll(/^GENERAL\.METERED:(yes|no)\b/gm)].map((match) => match[1]));
  return said.has('yes') ? 'yes' : said.has('no') ? 'no' : 'unknown';
}

/** NetworkCostType of Windows.Networking.Connectivity: Unrestricted, Fixed, Variable or Unknown. */
async function onWindows(run: Run): Promise<Metered> {
  const profile =
    '[Windows.Networking.Connectivity.NetworkInformation,Windows.Networking.Connectivity,ContentType=WindowsRuntime]::GetInternetConnectionProfile()';
  const script = `${profile}.GetConnectionCost().NetworkCostType`;
  const { code, out } = await run(
    'powershell.exe',
    ['-NoProfile', '-NonInteractive', '-Command', script],
    WINDOWS_LIMITS,
  );
  if (code !== 0) return 'unknown';
  const said = out.trim();
  if (said === 'Fixed' || said === 'Variable') return 'yes';
  return said === 'Unrestricted' ? 'no' : 'unknown';
}
