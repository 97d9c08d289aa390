import type { Fitted } from './thread';

/** Red, green and blue from 0 to 1 (sRGB), and how opaque. */
type Color = number[];

const white = [1, 1, 1];
const black = [0, 0, 0];

/** What WCAG 2.2 asks for (AA, 1.4.3 and 1.4.11): text, and the edges of fields and buttons. */
const legible = 4.5;
const visible = 3;

/** The luminance from which black and white are equally far: (L + 0.05) / 0.05 = 1.05 / (L + 0.05). */
const middle = Math.sqrt(1.05 * 0.05) - 0.05;

/** How opaque, from 0 to 1. */
const alpha = (color: Color) => color[3] ?? 1;

/** Relative luminance (WCAG 2.2). */
function luminance(color: Color): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Color, other: Color): number {
  const [bright, dim] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

/** As much of `color` on `ground` as `share` says. */
const mix = (ground: Color, color: Color, share: number): Color =>
  [0, 1, 2].map((part) => (ground[part] ?? 0) * (1 - share) + (color[part] ?? 0) * share);

/**
 * The rules that fit an element's own colours to what is under it, and to the page's text. `around`: the element, what it
 * stands in, and so on. What the page itself has set with a property of Plausch's stays.
 */
export function fitting(element: Fitted, around: Element[]): string {
  const probe = element.renderRoot.appendChild(document.createElement('span'));
  /** Any colour of CSS in numbers: `color-mix` answers in one notation. */
  const read = (color: string): Color => {
    probe.style.color = `color-mix(in srgb, ${color} 100%, red)`;
    return (getComputedStyle(probe).color.match(/[\d.]+(e-?\d+)?/g) ?? []).map(Number);
  };
  try {
    probe.style.colorScheme = getComputedStyle(document.documentElement).colorScheme;
    const over = (under: Color, layer: Color) => mix(under, layer, alpha(layer));
    const styles = around.map((node) => getComputedStyle(node));
    const written = read(getComputedStyle(element).color);
    // What a picture without a colour beneath it looks like nobody knows but the page, which has chosen its text for it.
    const picture = styles.findIndex(
      (style) => style.backgroundImage !== 'none' && !alpha(read(style.backgroundColor)),
    );
    const bottom = picture < 0 ? read('Canvas') : luminance(written) > middle ? black : white;
    const layers = (picture < 0 ? styles : styles.slice(0, picture)).map((style) => read(style.backgroundColor));
    const ground = layers.reduceRight(over, bottom);
    const pageText = over(ground, written);
    const isLegible = contrast(pageText, ground) >= visible;
    const isDark = isLegible
      ? luminance(pageText) > luminance(ground)
      : contrast(white, ground) > contrast(black, ground);
    probe.style.colorScheme = isDark ? 'dark' : 'light';
    const pole = isDark ? white : black;
    const text = isLegible ? pageText : mix(ground, pole, 0.87);

    /** The least share that is enough, from `least` on. A tenth of a colour itself lies under some of what is written in it. */
    const enough = (from: Color, to: Color, least: number, ratio: number) => {
      let share = least;
      const color = () => mix(from, to, share);
      while (share < 1 && Math.min(contrast(color(), ground), contrast(color(), mix(ground, color(), 0.1))) < ratio)
        share += 0.02;
      return { share: Math.min(1, share), color: color() };
    };
    const legibly = (name: string) =>
      `--${name}:var(--plausch-${name},${css(enough(read(`var(--${name})`), pole, 0, legible).color)})`;
    const part = (least: number, ratio: number) =>
      `color-mix(in srgb,currentColor ${Math.round(enough(ground, text, least, ratio).share * 100)}%,transparent)`;
    return `:host>*{color-scheme:${isDark ? 'dark' : 'light'};color:${isLegible ? 'inherit' : css(text)};${legibly('accent')};${legibly('alert')};--muted:var(--plausch-muted,${part(0.72, legible)});--edge:var(--plausch-edge,${part(0.55, visible)})}`;
  } finally {
    probe.remove();
  }
}

const css = (color: Color) => `color(srgb ${color.map((part) => part.toFixed(3)).join(' ')})`;
