import { readdirSync, readFileSync } from 'node:fs';

/** What a process takes, as Linux tells it. */
export interface Usage {
  /** On processors, of all its threads, the system's work for it included. */
  readonly processorMs: number;
  readonly residentMegabytes: number;
  readonly openFiles: number;
}

/** @throws Error where the system does not tell, or no such process runs */
export function usageOf(pid: number): Usage {
  const folder = `/proc/${pid}`;
  let processorNs = 0;
  for (const task of readdirSync(`${folder}/task`)) {
    processorNs += Number(readFileSync(`${folder}/task/${task}/schedstat`, 'latin1').split(' ')[0]);
  }
  const [, kilobytes] = /VmRSS:\s*(\d+)/.exec(readFileSync(`${folder}/status`, 'latin1')) ?? [];
  return {
    processorMs: processorNs / 1e6,
    residentMegabytes: (Number(kilobytes) * 1024) / 1e6,
    openFiles: readdirSync(`${folder}/fd`).length,
  };
}

/** Datagrams that the system has dropped before the UDP socket on this port of 127.0.0.1, for want of room. */
export function droppedAt(port: number): number {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const line of readFileSync('/proc/net/udp', 'latin1').split('\n').slice(1)) {
    const cells = line.trim().split(/\s+/);
    if (cells[1] === address) return Number(cells.at(-1));
  }
  throw new Error('the system does not tell of the socket');
}
