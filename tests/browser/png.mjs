// Owns the picture that stands for a sticker: a colored disc, drawn here so that the project ships no image of the site's.

import { crc32, deflateSync } from 'node:zlib';

/** The bytes of a PNG, `size` pixels square, of a disc in a color that depends on `seed` (hex digits). */
export function disc(seed, size = 64) {
  const color = [0, 2, 4].map((i) => 96 + (Number.parseInt(seed.slice(i, i + 2), 16) >> 1));
  const rows = Buffer.alloc(size * (size * 4 + 1));
  const middle = (size - 1) / 2;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const inside = Math.hypot(x - middle, y - middle) <= middle;
      rows.set(inside ? [...color, 255] : [0, 0, 0, 0], y * (size * 4 + 1) + 1 + x * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8); // 8 bits a channel, RGBA
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, data.length + 8)), data.length + 8);
  return out;
}
