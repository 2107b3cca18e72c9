import { bundle } from './bundle.mjs';

const sizes = await bundle();
for (const [file, bytes] of sizes) console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KB  dist/${file}`);
