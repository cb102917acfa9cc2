/** Drawings on a grid of 16, in the colour of the text around them. */
const PATHS = {
  check: 'M3 8.5l3.5 3.5L13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  running: 'M8 2.5a5.5 5.5 0 1 1-5.5 5.5',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 5v3.2l2.2 1.5',
  stop: 'M4.5 4.5h7v7h-7z',
  retry: 'M12.5 6A5 5 0 1 0 13 9M12.8 2.5V6H9.3',
  dash: 'M4 8h8',
  caught: 'M3 5h6a3.5 3.5 0 0 1 0 7H6M8.5 9.5L6 12l2.5 2.5',
  copy: 'M5.5 5.5h7v7h-7zM3.5 10.5v-7h7',
  play: 'M5 3.5l7 4.5l-7 4.5z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  sun: 'M8 5.3a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 0 0 0-5.4M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1',
  moon: 'M12.8 9.8A5.5 5.5 0 0 1 6.2 3.2A5.5 5.5 0 1 0 12.8 9.8z',
  half: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  fold: 'M6 4l4 4l-4 4',
  back: 'M10 4l-4 4l4 4',
  unfold: 'M4 6l4 4l4-4',
  key: 'M10.2 2.8a3 3 0 1 0 0 6a3 3 0 0 0 0-6M8 8l-5 5M4.5 11.5l1.5 1.5',
  help: 'M5.8 6.2A2.2 2.2 0 1 1 8 8.4V9.8M8 12v.4',
  skip: 'M3.5 4l5 4l-5 4zM12 4v8',
  export: 'M8 2.5v7M5 6.5l3 3l3-3M3 12.5h10',
  import: 'M8 9.5v-7M5 5.5l3-3l3 3M3 12.5h10',
  record: 'M8 3a5 5 0 1 0 0 10a5 5 0 0 0 0-10M8 6.8v2.4M6.8 8h2.4',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside a word that says the same: nobody has to see it. */
export const Icon = ({ name, size = 14 }: { readonly name: IconName; readonly size?: number }) => (
  <svg class={`icon icon-${name}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);
