import type { Command } from 'commander';
import type { Console } from './console.ts';
import type { Streams } from './streams.ts';

/** What a command is made with. */
export interface CommandParts {
  readonly console: Console;
  readonly streams: Streams;
  /** Sets the exit code. */
  readonly finish: (exit: number) => void;
}

/** All commands in the order of the help, by their names. Each is loaded when somebody asks for it: no program starts with the modules of all. */
const loaders: Readonly<Record<string, (parts: CommandParts) => Promise<Command>>> = {
  filter: async (parts) => (await import('./filter.ts')).filterCommand(parts.console, parts.finish, parts.streams),
  inspect: async ({ console, finish }) => (await import('./inspect.ts')).inspectCommand(console, finish),
  catalog: async ({ console }) => (await import('./catalog.ts')).catalogCommand(console),
  consent: async ({ console, finish }) => (await import('./consent.ts')).consentCommand(console, finish),
  keys: async ({ console, finish }) => (await import('./keys.ts')).keysCommand(console, finish),
  relay: async ({ console, finish }) => (await import('./relay.ts')).relayCommand(console, finish),
  verify: async ({ console, finish }) => (await import('./verify.ts')).verifyCommand(console, finish),
  zones: async ({ console, finish }) => (await import('./zones.ts')).zonesCommand(console, finish),
  unlocks: async ({ console, finish }) => (await import('./unlocks.ts')).unlocksCommand(console, finish),
  explain: async ({ console }) => (await import('./explain.ts')).explainCommand(console),
  sync: async ({ console, finish }) => (await import('./sync.ts')).syncCommand(console, finish),
  status: async ({ console, finish }) => (await import('./status.ts')).statusCommand(console, finish),
  queue: async ({ console, finish }) => (await import('./queue.ts')).queueCommand(console, finish),
  doctor: async ({ console, finish }) => (await import('./doctor.ts')).doctorCommand(console, finish),
  service: async ({ console }) => (await import('./service.ts')).serviceCommand(console),
};

/** The commands that these arguments could mean: those whose names are among them, else all. */
export async function commandsFor(args: readonly string[], parts: CommandParts): Promise<readonly Command[]> {
  const named = Object.keys(loaders).filter((name) => args.includes(name));
  const names = named.length === 0 ? Object.keys(loaders) : named;
  return Promise.all(names.map((name) => loaders[name]!(parts)));
}
