// Starts a Fingerpost of its own (demonstration directory, a temporary home, a free port on this machine), runs a command beside it,
// and stops it: `node with-fingerpost.mjs node screens.mjs`. It takes the newest program that cargo has built, or FINGERPOST_BIN.
// Where BASE_URL is set already, the command is run against that one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The newest of the release and the debug build. */
function program() {
  if (process.env.FINGERPOST_BIN) return process.env.FINGERPOST_BIN;
  const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL('../../target', import.meta.url));
  const built = ['release', 'debug']
    .map((profile) => path.join(target, profile, 'fingerpost'))
    .map((file) => [file, statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0])
    .filter(([, when]) => when > 0)
    .sort(([, one], [, other]) => other - one);
  if (built.length === 0) throw new Error('There is no Fingerpost to start: run `cargo build --release` first');
  return built[0][0];
}

/** The exit code of the command, run with these additions to the environment. */
async function run([command, ...words], environment) {
  const child = spawn(command, words, { stdio: 'inherit', env: { ...process.env, ...environment } });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

async function beside(command) {
  if (process.env.BASE_URL) return run(command, {});
  const home = mkdtempSync(path.join(os.tmpdir(), 'fingerpost-home-'));
  const file = program();
  const server = spawn(file, ['serve', '--listen', '127.0.0.1:0', '--home', home], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = await Promise.race([once(createInterface(server.stdout), 'line'), once(server, 'exit').then(() => [''])]);
    const address = line.trim().split(' ').at(-1);
    if (!address.startsWith('http')) throw new Error(`${file} did not start: ${line}`);
    console.log(`${path.relative(process.cwd(), file)} answers at ${address}`);
    return await run(command, { BASE_URL: address, FINGERPOST_BIN: file, FINGERPOST_HOME: home });
  } finally {
    server.kill();
    rmSync(home, { recursive: true, force: true });
  }
}

process.exit(await beside(process.argv.slice(2)));
