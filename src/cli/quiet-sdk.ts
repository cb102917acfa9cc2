/** The SDK warns of every old Node.js, which is for whoever runs servers, not for whoever types a command. */
export function quietSdk(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}
