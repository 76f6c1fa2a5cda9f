// Archives for the tests, as `tar` and `zip` would write them.

import * as zlib from 'node:zlib';

/** A tar archive of these texts by path. */
export function tar(files) {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const body = Buffer.from(text);
    const head = Buffer.alloc(512);
    head.write(path, 0);
    head.write('0000644\0', 100);
    head.write(`${body.length.toString(8).padStart(11, '0')} `, 124);
    head.write('00000000000 ', 136);
    head.write('        ', 148);
    head.write('0', 156);
    head.write('ustar\u000000', 257);
    const sum = head.reduce((sum, byte) => sum + byte, 0);
    head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [head, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A zip archive of these texts by path. */
export function zip(files) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = Buffer.from(path);
    const body = Buffer.from(text);
    const packed = zlib.deflateRawSync(body);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc(body), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(body.length, 18);
    about.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), about, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), about, rest, name);
    at += 30 + name.length + packed.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  const count = Object.keys(files).length;
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(table.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, table, Buffer.from('PK\x05\x06'), end]);
}

/** Older versions of Node have none of their own. */
function crc(bytes) {
  if (zlib.crc32) return zlib.crc32(bytes);
  let all = ~0;
  for (const byte of bytes) {
    all ^= byte;
    for (let bit = 0; bit < 8; bit++) all = (all >>> 1) ^ (0xedb88320 & -(all & 1));
  }
  return ~all >>> 0;
}
