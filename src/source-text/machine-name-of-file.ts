/** The state machine's name that a file stands for: `order` for `orders/order.asl.json`. */
export function machineNameOfFile(path: string): string {
  const [, file = ''] = /([^/\\]*)$/.exec(path) ?? [];
  const name = file
    .replace(/(\.asl)?\.(json|ya?ml)$|\.asl$/i, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .slice(0, 80);
  return name === '' || name === '-' ? 'machine' : name;
}
