// From a file of the camera to a photograph worth sending: decoded, looked at, bounded.

import { sha256 } from "../core/bytes.js";
import { hints, WORKING_WIDTH } from "../core/quality.js";

/** Longer side of what is sent: a digit box stays above 50 pixels. */
const LONGEST = 2600;
const MOST_BYTES = 1_800_000;
const QUALITIES = [0.82, 0.7, 0.55, 0.4];

/** A picture of a file; throws where the browser can't read it. @param {Blob} file */
export async function decoded(file) {
  if ("createImageBitmap" in self) return createImageBitmap(file);
  const image = new Image();
  image.src = URL.createObjectURL(file);
  await image.decode();
  URL.revokeObjectURL(image.src);
  return image;
}

/** What speaks against a picture, by code; see core/quality.js. */
export function look(picture) {
  const width = Math.min(WORKING_WIDTH, picture.width);
  const canvas = drawn(picture, width / picture.width);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint8ClampedArray(canvas.width * canvas.height);
  for (let at = 0; at < pixels.length; at += 1) {
    const first = at * 4;
    pixels[at] = (data[first] * 77 + data[first + 1] * 150 + data[first + 2] * 29) >> 8;
  }
  const grey = { width: canvas.width, height: canvas.height, pixels };
  return hints(grey, picture.width, picture.height);
}

/** A small picture for the screen. */
export const preview = (picture) => drawn(picture, Math.min(1, 640 / picture.width));

/** The bytes to send and their hash; drawing anew leaves place and camera behind. */
export async function packed(picture) {
  const canvas = drawn(picture, Math.min(1, LONGEST / Math.max(picture.width, picture.height)));
  let blob;
  for (const quality of QUALITIES) {
    blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (blob && blob.size <= MOST_BYTES) break;
  }
  if (!blob) throw new Error("the picture could not be packed");
  const bytes = await blob.arrayBuffer();
  return { bytes, sha256: await sha256(bytes) };
}

function drawn(picture, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
