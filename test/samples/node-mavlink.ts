import {
  type MavLinkPacket,
  MavLinkPacketParser,
  MavLinkPacketSplitter,
  MavLinkTLogPacketSplitter,
  MSG_ID_MAGIC_NUMBER,
} from 'node-mavlink';
import type { Container } from './compare.ts';

/** Messages that node-mavlink lacks, with their checksum bytes as in the MAVLink project's C headers. */
const missing = { 390: 156 };

/** All frames that node-mavlink finds in a log, each with a right checksum. It shares nothing with this project. */
export async function packetsOf(log: Uint8Array, container: Container): Promise<MavLinkPacket[]> {
  const Splitter = container === 'tlog' ? MavLinkTLogPacketSplitter : MavLinkPacketSplitter;
  const splitter = new Splitter({}, { magicNumbers: { ...MSG_ID_MAGIC_NUMBER, ...missing } });
  const parser = new MavLinkPacketParser();
  const packets: MavLinkPacket[] = [];
  parser.on('data', (packet: MavLinkPacket) => packets.push(packet));
  splitter.pipe(parser);
  splitter.end(Buffer.from(log));
  await new Promise((resolve) => parser.on('end', resolve));
  return packets;
}
