import type { Command } from 'commander';
import type { Console } from './console.ts';
import { doctorCommand } from './doctor.ts';
import { queueCommand } from './queue.ts';
import { serviceCommand } from './service.ts';
import { statusCommand } from './status.ts';
import { syncCommand } from './sync.ts';

/** The commands of the sync, in the order of the help. They bring the daemon along: `flightveil filter` starts without it. */
export function syncCommands(console: Console, finish: (exit: number) => void): readonly Command[] {
  return [
    syncCommand(console, finish),
    statusCommand(console, finish),
    queueCommand(console, finish),
    doctorCommand(console, finish),
    serviceCommand(console),
  ];
}
