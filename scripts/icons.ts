/** The desk's icons as PNG (https://www.w3.org/TR/png-3/), drawn from the logo: systems that install a page take no SVG. */
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** The logo in a square of 32: a speech bubble with round corners, and its tail below. The same as in `widget/desk/index.html`. */
function isInLogo(x: number, y: number): boolean {
  const [left, top, right, bottom, radius] = [2, 4, 30, 24, 4];
  const [dx, dy] = [
    Math.max(left + radius - x, 0, x - right + radius),
    Math.max(top + radius - y, 0, y - bottom + radius),
  ];
  const inBubble = x >= left && x <= right && y >= top && y <= bottom && dx * dx + dy * dy <= radius * radius;
  return inBubble || (x >= 8 && y >= bottom && 7 * (y - bottom) <= 6 * (15 - x));
}

/** How often each pixel is looked at, across and down: its edges are smooth by that. */
const looks = 4;

/**
 * An icon of so many pixels across. `scale`: how much of it the logo takes; systems cut icons to shapes of their own, and leave four
 * fifths of them whatever the shape (https://www.w3.org/TR/appmanifest/#icon-masks).
 */
export function icon(pixels: number, logo: Colour, ground: Colour, scale: number): Buffer {
  const rows = Buffer.alloc(pixels * (1 + pixels * 4));
  const unit = 32 / (pixels * scale);
  const at = (pixel: number, look: number) => (pixel + (look + 0.5) / looks - pixels / 2) * unit + 16;
  for (let y = 0; y < pixels; y += 1)
    for (let x = 0; x < pixels; x += 1) {
      let inside = 0;
      for (let look = 0; look < looks * looks; look += 1)
        // The logo is one unit higher than its square's middle.
        if (isInLogo(at(x, look % looks), at(y, Math.floor(look / looks)) + 1)) inside += 1;
      rows.set(mixed(logo, ground, inside / looks ** 2), y * (1 + pixels * 4) + 1 + x * 4);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  // Eight bits for each of red, green, blue and alpha.
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, part('IHDR', header), part('IDAT', deflateSync(rows, { level: 9 })), part('IEND')]);
}

/** So much of one colour over the other. */
function mixed(over: Colour, under: Colour, share: number): number[] {
  const alpha = over[3] * share + under[3] * (1 - share);
  const each = [0, 1, 2].map((at) =>
    alpha === 0
      ? 0
      : Math.round(((over[at] ?? 0) * over[3] * share + (under[at] ?? 0) * under[3] * (1 - share)) / alpha),
  );
  return [...each, Math.round(alpha)];
}

function part(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A colour as `tokens.css` writes it: `#rrggbb`. */
export function colour(hex: string): Colour {
  const [red = 0, green = 0, blue = 0] = (/^#(..)(..)(..)$/.exec(hex)?.slice(1) ?? []).map((two) =>
    Number.parseInt(two, 16),
  );
  return [red, green, blue, 255];
}
