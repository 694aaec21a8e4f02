import { createFilter } from '../filter/create-filter.ts';
import { type Draws, decisionOf, type FilterOptions, wrong } from '../filter/filter-options.ts';
import { LiveAuthority } from '../filter/live-authority.ts';
import { allFormats } from '../formats/index.ts';
import { encodeRecord } from '../formats/record/codec.ts';
import { type DeviceInfo, DeviceKind, type FlightveilRecord } from '../formats/record/gen/types.ts';
import { type LiveDecision, ownUse, WatchedDecision } from '../live/live-decision.ts';
import { isAtMost, nothing } from '../model/disclosure.ts';
import { FlightveilError } from '../model/errors.ts';
import { builtInPolicy } from '../policy/built-in.ts';
import { localPolicy } from '../policy/decide.ts';
import type { Decision, Policy, Request } from '../policy/request.ts';
import type { FlightInQuestion } from '../policy/scope.ts';
import { Account } from './account.ts';
import { type SessionFormat, type SessionOptions, sessionFormats } from './options.ts';
import { type Lane, Session } from './session.ts';
import { sessionFlight } from './session-keys.ts';

/**
 * Opens a session: decides what of the coming flight the recipient may learn, and enters into the ledger that it begins. Nothing is released before this
 * has returned, and nothing that was not decided afterwards: connect to the aircraft behind it.
 *
 * @throws FlightveilError `withheld`, with what does not work then as its advice; `level-not-available`, `unknown-level`; `state-unusable` if the ledger or
 *   the store cannot be used; `usage`
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  mustBeUsable(options);
  const { flight, name, draws, deviceName } = await sessionFlight(options);
  const nowS = options.nowS ?? (() => Math.floor(Date.now() / 1000));
  const first = firstRecords(options);
  const aircraft = aircraftNames(first, deviceName);
  const question = { name, startUnixS: nowS(), ...(aircraft.length === 0 ? {} : { aircraft }) };
  const { decision, policy, enter } = await decided(options, question, nowS);
  const lanes = lanesFor(options, decision, draws, policy);
  const session = new Session({ flight, lanes, live: await enter(), options, nowS });
  for (const record of first) void session.push(record);
  return session;
}

/** As JavaScript may call it; nothing is entered into the ledger then. */
function mustBeUsable({ sink, consent }: SessionOptions): void {
  if (typeof consent !== 'object' || consent === null) throw wrong('it is not said what was allowed');
  if (typeof sink === 'function') return;
  if (typeof sink?.getWriter !== 'function') throw wrong('the sink is neither a function nor a stream');
  if (sink.locked) throw wrong('somebody else writes to the sink');
}

/** @throws FlightveilError `usage` for what is no such record */
function firstRecords({ device = [], operator }: SessionOptions): readonly FlightveilRecord[] {
  const devices = Array.isArray(device) ? (device as readonly DeviceInfo[]) : [device as DeviceInfo];
  const records: FlightveilRecord[] = devices.map((deviceInfo) => ({ deviceInfo }));
  if (operator !== undefined) records.push({ operatorInfo: operator });
  // Before anything is entered into the ledger.
  for (const record of records) encodeRecord(record);
  return records;
}

/** What scopes of grants call the aircraft. */
function aircraftNames(
  records: readonly FlightveilRecord[],
  deviceName: (serial: string) => string | undefined,
): readonly string[] {
  return records.flatMap((record) => {
    if (!('deviceInfo' in record)) return [];
    const { kind, serial } = record.deviceInfo;
    return kind === DeviceKind.aircraft && serial !== undefined ? (deviceName(serial) ?? []) : [];
  });
}

/** A filter for each format of which anything may be released. @throws FlightveilError as {@link openSession} */
function lanesFor(
  { nmeaOf = 'operator', formats = allFormats({ nmeaOf }) }: SessionOptions,
  decision: Decision<Request>,
  draws: Draws,
  policy: Policy,
): ReadonlyMap<SessionFormat, Lane> {
  const lanes = new Map<SessionFormat, Lane>();
  for (const format of sessionFormats) {
    const known = formats.find((candidate) => candidate.name === format);
    // Links tell of flights and of nothing else.
    if (known === undefined || (decision.releasesFlights === false && known.hasDeviceRecords !== true)) continue;
    const options = { decision, ...draws, format, formats: [known] } as FilterOptions;
    lanes.set(format, { format: known, filter: createFilter(options), account: new Account(known, options, policy) });
  }
  if (lanes.size === 0) throw new FlightveilError('withheld', 'nothing of a flight is released for this purpose');
  return lanes;
}

/** What was decided, by which policy, and how it begins to hold. */
interface Decided {
  readonly decision: Decision<Request>;
  readonly policy: Policy;
  enter(): Promise<LiveDecision>;
}

async function decided(options: SessionOptions, flight: FlightInQuestion, nowS: () => number): Promise<Decided> {
  const { consent, policy = builtInPolicy } = options;
  const request = requestOf(options);
  if ('level' in consent) {
    if (request.purpose !== 'local' || request.recipient !== 'self' || options.policy !== undefined) {
      throw wrong('a level is for purpose local and recipient self', 'Give the consent ledger for anybody else.');
    }
    const decision = decisionOf({ level: consent.level });
    return { decision, policy: localPolicy, enter: async () => ownUse(decision) };
  }
  const authority = new LiveAuthority(request, policy, consent, nowS);
  const decision = await authority.decide(flight);
  mustRelease(decision);
  return { decision, policy, enter: () => WatchedDecision.open(authority, flight, decision) };
}

function mustRelease({ disclosure, lost, wouldChange }: Decision<Request>): void {
  if (!isAtMost(disclosure, nothing)) return;
  const advice = [...lost, ...new Set(Object.values(wouldChange))].join(' ');
  throw new FlightveilError('withheld', 'the decision is to release nothing', { advice });
}

function requestOf(options: SessionOptions): Request {
  const { purpose, recipient, level, subject, grant, media, occasion, destination, signals } = options;
  return {
    ...{ purpose, recipient },
    ...(level === undefined ? {} : { level }),
    ...(subject === undefined ? {} : { subject }),
    ...(grant === undefined ? {} : { grant }),
    ...(media === undefined ? {} : { media }),
    ...(occasion === undefined ? {} : { occasion }),
    ...(destination === undefined ? {} : { destination }),
    ...(signals === undefined ? {} : { signals }),
  };
}
