// HEALTHCHECK of a container: whether the address given answers, within four seconds. (The image has no curl.)
const answer = await fetch(process.argv[2], { signal: AbortSignal.timeout(4000) }).catch(() => undefined);
process.exitCode = answer?.ok === true ? 0 : 1;
