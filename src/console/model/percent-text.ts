/** How much of so much: `71 %`. Only all of it is 100 %. */
export const percentText = (covered: number, total: number): string =>
  `${total === 0 ? 100 : Math.floor((100 * covered) / total)} %`;
