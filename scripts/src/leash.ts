/**
 * Preloaded into every Node process this house starts: when the parent dies without saying goodbye (kill -9, closed
 * terminal), the IPC channel breaks and the child ends too, so that no port or database stays occupied.
 */
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 3_000).unref();
});
process.channel?.unref();
