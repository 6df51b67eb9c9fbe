// What the image holds, as CycloneDX: Node and the packages installed here. Usage: node sbom.mjs FILE, where node_modules is.
// Development's packages are taken out of package.json first: `npm sbom --omit=dev` also leaves out half of the others.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
delete manifest.devDependencies;
for (const name of Object.keys(manifest.dependencies))
  if (!existsSync(`node_modules/${name}`)) delete manifest.dependencies[name]; // prune.mjs has removed it
writeFileSync('package.json', JSON.stringify(manifest));

const options = ['--sbom-format=cyclonedx', '--sbom-type=application'];
const bom = JSON.parse(execFileSync('npm', ['sbom', ...options], { encoding: 'utf8', maxBuffer: 1 << 28 }));
// Two builds of the same sources say the same: neither is required.
delete bom.serialNumber;
delete bom.metadata.timestamp;
bom.metadata.component.name = manifest.name; // npm has the folder's
const { node } = process.versions;
const purl = `pkg:generic/node@${node}`;
bom.components.unshift({ 'bom-ref': purl, type: 'platform', name: 'node', version: node, purl });
writeFileSync(process.argv[2], `${JSON.stringify(bom)}\n`);
