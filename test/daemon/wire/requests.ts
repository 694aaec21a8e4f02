/** One request as it went over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** In the order in which they were sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly head: string;
  readonly body: Buffer;
}

/** Cuts what one client sent over one connection after the other into requests. @throws Error if it is no HTTP/1.1 with lengths */
export function requestsIn(recorded: Buffer): WireRequest[] {
  const requests: WireRequest[] = [];
  for (let at = 0; at < recorded.length; ) {
    const end = recorded.indexOf('\r\n\r\n', at);
    if (end < 0) throw new Error('a request without an end of its head');
    const head = recorded.subarray(at, end).toString('latin1');
    const [line = '', ...lines] = head.split('\r\n');
    const headers = lines.map((each): [string, string] => {
      const colon = each.indexOf(': ');
      return [each.slice(0, colon).toLowerCase(), each.slice(colon + 2)];
    });
    const [method = '', path = '', version] = line.split(' ');
    if (version !== 'HTTP/1.1') throw new Error('what was recorded is no request');
    const length = Number(headers.find(([name]) => name === 'content-length')?.[1] ?? 0);
    at = end + 4 + length;
    if (at > recorded.length) throw new Error('a request that was not sent whole');
    requests.push({ method, path, headers, head, body: recorded.subarray(end + 4, at) });
  }
  return requests;
}

/** One packet of MQTT 5.0. */
export interface WirePacket {
  readonly type: number;
  readonly flags: number;
  readonly body: Buffer;
}

export const packetTypes = { connect: 1, publish: 3, disconnect: 14 } as const;

/** @throws Error if it is no sequence of whole packets */
export function packetsIn(recorded: Buffer): WirePacket[] {
  const packets: WirePacket[] = [];
  for (let at = 0; at < recorded.length; ) {
    const first = recorded[at++]!;
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = recorded[at++];
      if (byte === undefined || shift > 21) throw new Error('what was recorded is no MQTT');
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (at + length > recorded.length) throw new Error('a packet that was not sent whole');
    packets.push({ type: first >> 4, flags: first & 15, body: recorded.subarray(at, at + length) });
    at += length;
  }
  return packets;
}

/** Topic, user properties and payload of a PUBLISH with QoS 1 that has no other properties. @throws Error if it has */
export function publishIn({ body }: WirePacket): {
  readonly topic: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly payload: Buffer;
} {
  let at = 0;
  const text = (): string => {
    const length = body.readUInt16BE(at);
    at += 2 + length;
    return body.subarray(at - length, at).toString();
  };
  const topic = text();
  at += 2;
  const end = body[at]! + at + 1;
  if (body[at++]! >= 0x80) throw new Error('more properties than there should be');
  const properties: Record<string, string> = {};
  while (at < end) {
    if (body[at++] !== 0x26) throw new Error('a property that is no user property');
    const name = text();
    properties[name] = text();
  }
  return { topic, properties, payload: body.subarray(at) };
}
