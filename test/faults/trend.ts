/** Fits a line through the values, so that no single value decides. */
export function trendOf(values: readonly number[]): { readonly growth: number; readonly text: string } {
  const count = values.length;
  const middle = (count - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const rise = values.reduce((sum, value, index) => sum + (index - middle) * (value - mean), 0);
  const run = values.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  const slope = run === 0 ? 0 : rise / run;
  const [from, to] = [mean - slope * middle, mean + slope * middle];
  const growth = to / from - 1;
  return { growth, text: `${from.toFixed(0)} → ${to.toFixed(0)} MB (${(growth * 100).toFixed(1)} %)` };
}
