import type { UploadRule } from '../upload-rule.ts';
import type { AuditEntry } from './audit-entry.ts';

/** An entry about an item of a rule, by its shipment where that is known; of a rule that is not configured any more only its name is known. */
export function entryOf(
  kind: AuditEntry['kind'],
  of: { readonly number: number; readonly shipment?: string | undefined; readonly upload: string },
  rule: UploadRule | undefined,
  nowMs: number,
  more: Partial<AuditEntry> = {},
): AuditEntry {
  const { number, shipment, upload } = of;
  const known = rule && {
    ...{ purpose: rule.request.purpose, recipient: rule.request.recipient },
    ...{ country: rule.config.sink.destination.country, controller: rule.config.sink.destination.controller },
  };
  const named = { number, upload, ...(shipment === undefined || shipment === '' ? {} : { item: shipment }) };
  return { kind, atS: Math.floor(nowMs / 1000), ...named, ...known, ...more };
}
