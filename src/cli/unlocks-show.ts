import { Command } from 'commander';
import { put } from '../node/state.ts';
import { OWN_LOG, withLog } from '../node/unlock-logs.ts';
import { unlockEventForms } from '../wire/unlock-event.ts';
import { usage } from './consent-terms.ts';
import type { Console } from './console.ts';
import { folderOf, indexOf, recipientHelp } from './unlocks-session.ts';

/** `flightveil unlocks show`: one entry's event as a document of its own. */
export function showCommand(console: Console): Command {
  return new Command('show')
    .description("one entry's event as a JSON document on standard output, or as protobuf (proto/unlock_event.proto)")
    .argument('<entry>', 'its number, or how its id begins')
    .option('--recipient <name>', recipientHelp, OWN_LOG)
    .option('--protobuf <file>', 'write it there instead; a file that exists is not replaced')
    .action(async (entry: string, options: { recipient: string; protobuf?: string }, self: Command) => {
      const event = await withLog(folderOf(self), options.recipient, async ({ log }) => {
        const index = await indexOf(log, entry);
        for await (const found of log.entries({ fromIndex: index })) return found.event;
        return undefined;
      });
      if (event === undefined) throw usage('the values of this entry were deleted');
      const { json, protobuf } = unlockEventForms(event);
      if (options.protobuf === undefined) console.out(new TextDecoder().decode(json));
      else await put(options.protobuf, protobuf, { replace: false });
    });
}
