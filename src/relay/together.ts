/** One promise for those that there are, if any. */
export function together(waits: readonly Promise<void>[] | undefined): void | Promise<void> {
  if (waits === undefined) return;
  return waits.length === 1 ? waits[0] : Promise.all(waits).then(() => undefined);
}
