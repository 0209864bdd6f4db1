const SVG = 'http://www.w3.org/2000/svg';

/** Outlines on a 24 × 24 grid, drawn with a 1.8 wide stroke in the colour of the text. */
const OUTLINES = {
  chat: 'M4 5h16v11H10l-4.5 4V16H4z',
  calls: 'M8 7l-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14',
  fault: 'M13 3L5 13.5h6L10 21l9-11h-6.5z',
  reset: 'M19.5 12A7.5 7.5 0 1 1 17 6.4M17.5 3v4h-4',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
  back: 'M15 5l-7 7 7 7',
  right: 'M9.5 6l6 6-6 6',
  down: 'M6 9.5l6 6 6-6',
  close: 'M6 6l12 12M18 6L6 18',
  menu: 'M5 7h14M5 12h14M5 17h14',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15.5 9.5h.01',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 2.5-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2.3.8 3.5 2.7 3.5 5.5',
  robot: 'M5 9h14v10H5zM12 9V5M12 4.5h.01M9 13.5h.01M15 13.5h.01M2.5 13v3M21.5 13v3',
  clipboard: 'M6 5h12v16H6zM9.5 3h5v4h-5zM9 14l2.2 2.2L15.5 12',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 3.5L2.5 20h19zM12 10v4.5M12 17.3h.01',
};

/**
 * @param {keyof typeof OUTLINES} name
 * @returns {SVGSVGElement} decoration, hidden from screen readers
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon', `icon-${name}`);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', OUTLINES[name]);
  svg.append(path);
  return svg;
}
