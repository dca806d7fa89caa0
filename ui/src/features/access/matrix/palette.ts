import { CONSEQUENCES, SEVERITIES } from '../../../components/words';

/** The tokens that the canvas draws with, as the theme in force gives them. */
export interface Palette {
  ink: string;
  text: string;
  text2: string;
  text3: string;
  mute: string;
  line: string;
  lineStrong: string;
  lineControl: string;
  surface: string;
  bg: string;
  hover: string;
  active: string;
  skeleton: string;
  focus: string;
  accent: string;
  accentSoft: string;
  add: string;
  addSoft: string;
  remove: string;
  removeSoft: string;
  missing: string;
  findingSoft: string;
  font: string;
  /** By rank of the class, view first. */
  classes: string[];
  classesSoft: string[];
  /** Worst first. */
  severities: string[];
}

export function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const forced = matchMedia('(forced-colors: active)').matches;
  const token = (name: string, system: string) =>
    forced ? system : style.getPropertyValue(name).trim() || system;
  return {
    ink: token('--ink', 'CanvasText'),
    text: token('--text', 'CanvasText'),
    text2: token('--text-2', 'CanvasText'),
    text3: token('--text-3', 'CanvasText'),
    mute: token('--text-mute', 'GrayText'),
    line: token('--line', 'GrayText'),
    lineStrong: token('--line-strong', 'GrayText'),
    lineControl: token('--line-control', 'CanvasText'),
    surface: token('--surface', 'Canvas'),
    bg: token('--bg', 'Canvas'),
    hover: token('--hover', 'Canvas'),
    active: token('--active', 'Canvas'),
    skeleton: token('--skeleton', 'GrayText'),
    focus: token('--focus', 'Highlight'),
    accent: token('--accent', 'Highlight'),
    accentSoft: token('--accent-soft', 'Canvas'),
    add: token('--add', 'CanvasText'),
    addSoft: token('--add-soft', 'Canvas'),
    remove: token('--remove', 'CanvasText'),
    removeSoft: token('--remove-soft', 'Canvas'),
    missing: token('--f-high', 'CanvasText'),
    findingSoft: token('--f-high-soft', 'Canvas'),
    font: style.getPropertyValue('--font-ui').trim() || 'sans-serif',
    severities: SEVERITIES.map((name) => token(`--f-${name}`, 'CanvasText')),
    classes: CONSEQUENCES.map((name) => token(`--c-${name}`, 'CanvasText')),
    classesSoft: CONSEQUENCES.map((name) => token(`--c-${name}-soft`, 'Canvas')),
  };
}

/** Calls back when the theme, forced colours or the pixel ratio change. Returns how to stop. */
export function watchAppearance(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'class', 'style', 'data-mantine-color-scheme'],
  });
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
    matchMedia(query),
  );
  for (const query of queries) query.addEventListener('change', changed);
  let resolution: MediaQueryList | undefined;
  const watchResolution = () => {
    resolution?.removeEventListener('change', again);
    resolution = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    resolution.addEventListener('change', again);
  };
  const again = () => {
    watchResolution();
    changed();
  };
  watchResolution();
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
    resolution?.removeEventListener('change', again);
  };
}
