import type { ShipmentPart } from '../../sink.ts';
import { type Form, form } from './multipart.ts';

/**
 * The upload form of PX4 Flight Review (PX4/flight_review, app/tornado_handlers/upload.py). Everything but the log is constant: no word about
 * a person, and an empty e-mail address, to which the server sends nothing. `flightreport` is what the server calls a public log; by that it
 * may also be used for statistics.
 */
export function flightReviewForm(log: ShipmentPart, isPublic: boolean): Form {
  return form([
    { name: 'description', value: '' },
    { name: 'feedback', value: '' },
    { name: 'email', value: '' },
    { name: 'type', value: isPublic ? 'flightreport' : 'personal' },
    { name: 'public', value: String(isPublic) },
    { name: 'allowForAnalysis', value: String(isPublic) },
    {
      name: 'filearg',
      fileName: 'log.ulg',
      mediaType: 'application/octet-stream',
      sizeBytes: log.sizeBytes,
      read: () => log.read(),
    },
  ]);
}

/** The identifier of a log: a UUID (RFC 9562). */
const logId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isLogId(text: unknown): text is string {
  return typeof text === 'string' && logId.test(text);
}

/**
 * The log's identifier in the redirect by which the server says that it took the upload: `/plot_app?log=ID` on the same server, at its root or
 * beside the form. Undefined for any other place.
 */
export function logIdOfLocation(location: string | undefined, uploadUrl: URL): string | undefined {
  if (location === undefined || location.length > 1000 || !URL.canParse(location, uploadUrl)) return undefined;
  const url = new URL(location, uploadUrl);
  const beside = new URL('plot_app', uploadUrl).pathname;
  if (url.origin !== uploadUrl.origin || (url.pathname !== '/plot_app' && url.pathname !== beside)) return undefined;
  if (url.username !== '' || url.password !== '' || url.hash !== '' || !url.search.startsWith('?log='))
    return undefined;
  const id = url.search.slice('?log='.length);
  return isLogId(id) ? id : undefined;
}
