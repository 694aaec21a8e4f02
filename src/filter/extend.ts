import type { Memory } from '../bytes/memory.ts';
import type { Frame } from '../model/format.ts';

/**
 * Copies a body whose trailing zeros were cut, with them, to the start of another memory, by words.
 * @param to has room for the body and three bytes more
 */
export function copyExtended({ view }: Memory, { body, bodyLength, schema }: Frame, to: Memory): void {
  const target = to.view;
  const { size } = schema;
  let at = 0;
  for (; at + 4 <= bodyLength; at += 4) target.setInt32(at, view.getInt32(body + at, true), true);
  for (; at < bodyLength; at++) target.setUint8(at, view.getUint8(body + at));
  for (; at < size; at += 4) target.setInt32(at, 0, true);
}
