import { type Run, runProgram } from './run-program.ts';

/** How many shipments there are, for the line that `systemctl status` shows. */
export interface StatusCounts {
  readonly waiting: number;
  readonly uploading: number;
  readonly setAside: number;
}

/**
 * Tells the service manager how the daemon is: sd_notify(3). Node has no Unix datagram sockets, so systemd-notify(1) is run, and the unit
 * needs NotifyAccess=all.
 */
export interface ServiceNotifier {
  /** False outside a service: then nothing is run. */
  readonly isActive: boolean;
  ready(): Promise<void>;
  /** Runs nothing where the counts are those of the last time. */
  status(counts: StatusCounts): Promise<void>;
  /**
   * Says at half the interval that WATCHDOG_USEC asks for that all is well: if the event loop gets to it, and only as long as the daemon thinks
   * so. Does nothing where no watchdog is asked for.
   * @param isWell answers within the interval, else counts as no
   * @param heldBack called each time that nothing was said
   */
  watch(isWell: () => boolean | Promise<boolean>, heldBack?: () => void): void;
  /** Ends the watch and says that the daemon stops. */
  stopping(): Promise<void>;
}

const NOTIFY_MS = 5_000;

/** @param run where systemd-notify is run; it reads NOTIFY_SOCKET itself */
export function makeServiceNotifier(
  environment: NodeJS.ProcessEnv = process.env,
  run: Run = runProgram,
): ServiceNotifier {
  const isActive = (environment.NOTIFY_SOCKET ?? '') !== '';
  const halfMs = isActive ? watchdogMs(environment) / 2 : 0;
  let timer: NodeJS.Timeout | undefined;
  let isAsking = false;
  let lastStatus: string | undefined;

  const say = async (...variables: string[]): Promise<void> => {
    if (isActive) await run('systemd-notify', variables, { timeoutMs: NOTIFY_MS });
  };
  const endWatch = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    isActive,
    ready: () => say('READY=1'),
    async status({ waiting, uploading, setAside }) {
      const text = `${count(waiting)} waiting, ${count(uploading)} uploading, ${count(setAside)} set aside`;
      // Each time costs a process.
      if (text === lastStatus) return;
      lastStatus = text;
      await say(`STATUS=${text}`);
    },
    watch(isWell, heldBack = () => undefined) {
      if (halfMs === 0 || timer !== undefined) return;
      const tell = async (): Promise<void> => {
        // One that still waits for an answer holds this one back.
        const wasWell = !isAsking && (await ask());
        if (timer === undefined) return;
        if (wasWell) await say('WATCHDOG=1');
        else heldBack();
      };
      const ask = async (): Promise<boolean> => {
        isAsking = true;
        try {
          return await isWell();
        } catch {
          return false;
        } finally {
          isAsking = false;
        }
      };
      timer = setInterval(() => void tell(), halfMs);
      timer.unref();
      void tell();
    },
    stopping() {
      endWatch();
      return say('STOPPING=1');
    },
  };
}

/** sd_watchdog_enabled(3): microseconds, for one process if WATCHDOG_PID names it. 0: no watchdog. */
function watchdogMs({ WATCHDOG_USEC: usec = '', WATCHDOG_PID: pid = '' }: NodeJS.ProcessEnv): number {
  if (!/^[1-9]\d{0,15}$/.test(usec)) return 0;
  if (pid !== '' && pid !== String(process.pid)) return 0;
  // setInterval takes at most 2^31 - 1 ms and everything beyond for 1.
  return Math.min(Number(usec) / 1_000, 86_400_000);
}

function count(value: number): number {
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
