// SHA-256 (FIPS 180-4) in pieces, for files that do not fit into memory.
//   const hash = new Sha256(); hash.update(bytes); hash.hex()
(() => {
  const first = (n, root) => Math.floor((n ** (1 / root) % 1) * 2 ** 32) | 0;
  const primes = [];
  for (let n = 2; primes.length < 64; n++) {
    if (primes.every((prime) => n % prime)) primes.push(n);
  }
  const K = new Int32Array(primes.map((prime) => first(prime, 3)));
  const H = primes.slice(0, 8).map((prime) => first(prime, 2));
  const W = new Int32Array(64);

  globalThis.Sha256 = class {
    constructor() {
      this.state = new Int32Array(H);
      this.block = new Uint8Array(64);
      this.size = 0;
    }

    update(bytes) {
      let at = 0;
      let held = this.size % 64;
      this.size += bytes.length;
      if (held) {
        at = Math.min(64 - held, bytes.length);
        this.block.set(bytes.subarray(0, at), held);
        held += at;
        if (held < 64) return this;
        this.mix(this.block, 0);
      }
      for (; at + 64 <= bytes.length; at += 64) this.mix(bytes, at);
      this.block.set(bytes.subarray(at));
      return this;
    }

    hex() {
      const size = this.size;
      const rest = size % 64;
      const end = new Uint8Array((rest < 56 ? 64 : 128) - rest);
      end[0] = 128;
      const view = new DataView(end.buffer);
      view.setUint32(end.length - 8, Math.floor(size / 2 ** 29));
      view.setUint32(end.length - 4, (size * 8) % 2 ** 32);
      this.update(end);
      return [...this.state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
    }

    mix(bytes, at) {
      for (let i = 0; i < 16; i++, at += 4) {
        W[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
      }
      for (let i = 16; i < 64; i++) {
        const x = W[i - 15];
        const y = W[i - 2];
        const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
        const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
        W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
      }
      const s = this.state;
      let a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7];
      for (let i = 0; i < 64; i++) {
        const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
        const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
        const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
        const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + t1) | 0;
        d = c; c = b; b = a; a = (t1 + t2) | 0;
      }
      s[0] += a; s[1] += b; s[2] += c; s[3] += d;
      s[4] += e; s[5] += f; s[6] += g; s[7] += h;
    }
  };
})();
