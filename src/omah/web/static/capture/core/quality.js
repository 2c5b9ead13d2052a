// Is this photograph worth sending? Asked of a small grey picture, before it is kept.
//
// These are hints, not rulings: the person may keep the photograph all the same.

/** @typedef {{width: number, height: number, pixels: Uint8ClampedArray}} Grey */

/** Below this the writing is hard to read: mean brightness of the paper, 0 to 255. */
const DARK = 95;
/** Variance of the Laplacian, at WORKING_WIDTH, relative to the contrast squared. Set
 * between one sharp (0.09) and one blurred (0.06) real photograph: a hint, no measure. */
const BLURRED = 0.07;
/** Shorter side of the original, in pixels: a digit box of 18 mm on A2 needs 24. */
const SMALL = 1100;
/** A page that fills less than this share of the picture was taken from afar. */
const FAR = 0.35;
/** Share of a picture's edge that is paper from which we say that it is cut off. */
const CUT = 0.7;
/** Share of pure white from which a lamp or flash hides writing. */
const GLARE = 0.12;

export const WORKING_WIDTH = 480;

/** @returns {string[]} codes: "small", "dark", "blurred", "glare", "far", "cut" */
export function hints(grey, originalWidth, originalHeight) {
  const seen = measures(grey);
  const found = {
    small: Math.min(originalWidth, originalHeight) < SMALL,
    dark: seen.paper < DARK,
    blurred: seen.sharpness < BLURRED,
    glare: seen.glare > GLARE,
    far: seen.share < FAR,
    cut: seen.cutEdges >= 2,
  };
  return Object.keys(found).filter((code) => found[code]);
}

/** The numbers behind the hints. @param {Grey} grey */
export function measures(grey) {
  const threshold = otsu(grey.pixels);
  const bright = grey.pixels.filter((pixel) => pixel > threshold);
  const spread = deviation(grey.pixels);
  return {
    paper: mean(bright),
    share: bright.length / grey.pixels.length,
    glare: grey.pixels.filter((pixel) => pixel >= 253).length / grey.pixels.length,
    sharpness: spread === 0 ? 0 : laplacian(grey) / spread ** 2,
    cutEdges: edges(grey).filter((edge) => share(edge, threshold) > CUT).length,
  };
}

function mean(values) {
  return values.length ? values.reduce((sum, one) => sum + one, 0) / values.length : 0;
}

function deviation(values) {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, one) => sum + (one - middle) ** 2, 0) / values.length);
}

/** The brightness that best parts paper from table (Otsu 1979). */
export function otsu(pixels) {
  const counts = new Array(256).fill(0);
  for (const pixel of pixels) counts[pixel] += 1;
  const total = counts.reduce((sum, count, level) => sum + count * level, 0);
  let [best, threshold, below, belowSum] = [-1, 127, 0, 0];
  for (let level = 0; level < 255; level += 1) {
    below += counts[level];
    belowSum += counts[level] * level;
    const above = pixels.length - below;
    if (below === 0 || above === 0) continue;
    const gap = belowSum / below - (total - belowSum) / above;
    const between = below * above * gap * gap;
    if (between > best) [best, threshold] = [between, level];
  }
  return threshold;
}

/** Variance of the Laplacian: high where strokes are crisp. */
function laplacian({ width, height, pixels }) {
  let [sum, squares, count] = [0, 0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const around = pixels[at - 1] + pixels[at + 1] + pixels[at - width] + pixels[at + width];
      const edge = around - 4 * pixels[at];
      sum += edge;
      squares += edge * edge;
      count += 1;
    }
  }
  return squares / count - (sum / count) ** 2;
}

function edges({ width, height, pixels }) {
  const column = (x) => Array.from({ length: height }, (_, y) => pixels[y * width + x]);
  return [
    pixels.slice(0, width),
    pixels.slice(-width),
    Uint8ClampedArray.from(column(0)),
    Uint8ClampedArray.from(column(width - 1)),
  ];
}

const share = (edge, threshold) =>
  edge.filter((pixel) => pixel > threshold).length / edge.length;
