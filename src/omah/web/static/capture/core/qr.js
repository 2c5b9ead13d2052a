// QR codes (ISO/IEC 18004): bytes in, a square of dark and light modules out.
// Error level M and byte mode only, versions 1 to 25: a phone's screen shows no more.

const PARITY = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21];
const LEVEL_M = 0;

/** Powers of two in the field of 256 elements that the standard names (0x11d). */
const EXP = [];
const LOG = [];
for (let power = 0, element = 1; power < 255; power += 1) {
  EXP[power] = element;
  LOG[element] = power;
  element = element < 128 ? element << 1 : (element << 1) ^ 0x11d;
}
const times = (one, other) => (one && other ? EXP[(LOG[one] + LOG[other]) % 255] : 0);

/** The modules of a code. @param {Uint8Array} bytes @returns {boolean[][]} rows */
export function qr(bytes) {
  const version = versionFor(bytes.length);
  const words = interleaved(padded(bytes, version), version);
  const plain = frame(version);
  place(plain, words);
  const masked = MASKS.map((_, mask) => finished(plain, mask));
  const scores = masked.map(penalty);
  return masked[scores.indexOf(Math.min(...scores))];
}

/** Bytes that fit into a version. */
export const capacity = (version) => dataWords(version) - (version < 10 ? 2 : 3);

function versionFor(length) {
  const found = PARITY.findIndex((_, place) => capacity(place + 1) >= length);
  if (found < 0) throw new RangeError(`${length} bytes do not fit into one code`);
  return found + 1;
}

const sizeOf = (version) => version * 4 + 17;

function allWords(version) {
  const aligned = alignment(version).length;
  let modules = (16 * version + 128) * version + 64;
  if (aligned) modules -= (25 * aligned - 10) * aligned - 55;
  if (version >= 7) modules -= 36;
  return Math.floor(modules / 8);
}

const dataWords = (version) =>
  allWords(version) - PARITY[version - 1] * BLOCKS[version - 1];

function padded(bytes, version) {
  const bits = [];
  const push = (value, width) => {
    for (let bit = width - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  push(4, 4); // byte mode
  push(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) push(byte, 8);
  const room = dataWords(version) * 8;
  push(0, Math.min(4, room - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let filler = 0xec; bits.length < room; filler ^= 0xec ^ 0x11) push(filler, 8);
  return Array.from({ length: room / 8 }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((word, bit) => word * 2 + bit, 0),
  );
}

/** Data and parity words of all blocks, in the order in which they are drawn. */
function interleaved(words, version) {
  const [parity, count] = [PARITY[version - 1], BLOCKS[version - 1]];
  const short = Math.floor(words.length / count);
  const longBlocks = words.length % count;
  const divisor = generator(parity);
  const blocks = Array.from({ length: count }, (_, number) => {
    const long = Math.max(0, number - (count - longBlocks));
    const start = number * short + long;
    const stop = start + short + (number >= count - longBlocks ? 1 : 0);
    return words.slice(start, stop);
  });
  const checks = blocks.map((block) => remainder(block, divisor));
  return [...columns(blocks, short + 1), ...columns(checks, parity)];
}

const columns = (blocks, length) =>
  Array.from({ length }, (_, at) => blocks.map((block) => block[at]))
    .flat()
    .filter((word) => word !== undefined);

function generator(degree) {
  let found = [1];
  for (let power = 0; power < degree; power += 1) {
    const shifted = [...found, 0];
    found = shifted.map((word, at) => word ^ times(found[at - 1] ?? 0, EXP[power]));
  }
  return found.slice(1);
}

function remainder(block, divisor) {
  const rest = new Array(divisor.length).fill(0);
  for (const word of block) {
    const factor = word ^ rest.shift();
    rest.push(0);
    divisor.forEach((part, at) => {
      rest[at] ^= times(part, factor);
    });
  }
  return rest;
}

function alignment(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const last = version * 4 + 10;
  const later = Array.from({ length: count - 1 }, (_, at) => last - at * step);
  return [6, ...later.reverse()];
}

/** The fixed patterns; undefined where data goes. */
function frame(version) {
  const size = sizeOf(version);
  const grid = Array.from({ length: size }, () => new Array(size));
  for (let at = 0; at < size; at += 1) grid[6][at] = grid[at][6] = at % 2 === 0;
  for (const [y, x] of [[3, 3], [3, size - 4], [size - 4, 3]]) finder(grid, y, x);
  const centres = alignment(version);
  const last = centres.length - 1;
  centres.forEach((y, row) =>
    centres.forEach((x, column) => {
      const isFinder = (!row && !column) || (!row && column === last) || (row === last && !column);
      if (!isFinder) ring(grid, y, x, 2);
    }),
  );
  drawFormat(grid, 0);
  if (version >= 7) drawVersion(grid, version);
  return grid;
}

function finder(grid, y, x) {
  for (let dy = -4; dy <= 4; dy += 1) {
    for (let dx = -4; dx <= 4; dx += 1) {
      const distance = Math.max(Math.abs(dy), Math.abs(dx));
      if (grid[y + dy]?.length > x + dx && x + dx >= 0) {
        grid[y + dy][x + dx] = distance !== 2 && distance !== 4;
      }
    }
  }
}

function ring(grid, y, x, reach) {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      grid[y + dy][x + dx] = Math.max(Math.abs(dy), Math.abs(dx)) !== 1;
    }
  }
}

function drawFormat(grid, mask) {
  const size = grid.length;
  const data = (LEVEL_M << 3) | mask;
  let rest = data;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((data << 10) | rest) ^ 0x5412;
  for (let at = 0; at < 15; at += 1) {
    const isDark = ((bits >> at) & 1) === 1;
    const down = at < 6 ? at : at < 8 ? at + 1 : size - 15 + at;
    const across = at < 8 ? size - 1 - at : at === 8 ? 7 : 14 - at;
    grid[down][8] = isDark;
    grid[8][across] = isDark;
  }
  grid[size - 8][8] = true;
}

function drawVersion(grid, version) {
  let rest = version;
  for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let at = 0; at < 18; at += 1) {
    const isDark = ((bits >> at) & 1) === 1;
    const [near, far] = [Math.floor(at / 3), grid.length - 11 + (at % 3)];
    grid[near][far] = grid[far][near] = isDark;
  }
}

/** Draw the words in the standard's zigzag; numbers 0 and 1 mark data modules. */
function place(grid, words) {
  const size = grid.length;
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5; // the timing column carries no data
    for (let step = 0; step < size; step += 1) {
      const isUpward = ((right + 1) & 2) === 0;
      const y = isUpward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (grid[y][x] !== undefined) continue;
        grid[y][x] = ((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
        bit += 1;
      }
    }
  }
}

const MASKS = [
  (y, x) => (x + y) % 2,
  (y) => y % 2,
  (_, x) => x % 3,
  (y, x) => (x + y) % 3,
  (y, x) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (y, x) => ((x * y) % 2) + ((x * y) % 3),
  (y, x) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (y, x) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

function finished(plain, mask) {
  const grid = plain.map((row) => [...row]);
  drawFormat(grid, mask);
  return grid.map((row, y) =>
    row.map((cell, x) =>
      typeof cell === "number" ? (cell === 1) !== (MASKS[mask](y, x) === 0) : cell,
    ),
  );
}

/** How hard a code is to scan: runs, blocks, false finders, imbalance. */
function penalty(grid) {
  const turned = grid.map((_, x) => grid.map((row) => row[x]));
  const dark = grid.flat().filter(Boolean).length;
  const share = Math.abs(dark * 20 - grid.length ** 2 * 10);
  let score = Math.max(0, Math.ceil(share / grid.length ** 2) - 1) * 10;
  for (const line of [...grid, ...turned]) score += lineScore(line);
  for (let y = 1; y < grid.length; y += 1) {
    for (let x = 1; x < grid.length; x += 1) {
      const square = [grid[y][x], grid[y - 1][x], grid[y][x - 1], grid[y - 1][x - 1]];
      if (new Set(square).size === 1) score += 3;
    }
  }
  return score;
}

function lineScore(line) {
  const text = line.map((cell) => (cell ? "1" : "0")).join("");
  let score = 0;
  for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) score += run.length - 2;
  for (const looks of [/(?=00001011101)/g, /(?=10111010000)/g]) {
    score += 40 * [...text.matchAll(looks)].length;
  }
  return score;
}
