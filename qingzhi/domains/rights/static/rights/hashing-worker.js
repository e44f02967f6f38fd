/* SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016) of a file, block by block, in a worker: the file never leaves the browser.
   No WebCrypto: it is missing on pages without TLS, and it cannot read a file piece by piece. */
"use strict";

(function (scope) {
  var SHA256_START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
  var SM3_START = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];
  var PIECE = 2 * 1024 * 1024;
  var K = primes(64), T = new Int32Array(64);
  for (var j = 0; j < 64; j++) { T[j] = turn(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32); }

  function turn(x, n) { return (x << n) | (x >>> (32 - n)); }

  /* The constants of SHA-256: the first 32 bits of the fractional parts of the cube roots of the first primes. */
  function primes(count) {
    var found = new Int32Array(count), number = 2, place = 0;
    while (place < count) {
      var prime = true;
      for (var d = 2; d * d <= number; d++) { if (number % d === 0) { prime = false; break; } }
      if (prime) { found[place++] = (Math.cbrt(number) % 1) * 0x100000000; }
      number++;
    }
    return found;
  }

  /* A hash with blocks of 64 bytes, padded as both standards have it; `mix` takes the state and one block of 16 words. */
  function Hash(start, mix) {
    this.state = new Int32Array(start);
    this.mix = mix;
    this.rest = new Uint8Array(64);
    this.held = 0;
    this.length = 0;
  }

  Hash.prototype.update = function (bytes) {
    var place = 0, end = bytes.length;
    this.length += end;
    if (this.held) {
      while (this.held < 64 && place < end) { this.rest[this.held++] = bytes[place++]; }
      if (this.held < 64) { return this; }
      this.mix(this.state, this.rest, 0);
      this.held = 0;
    }
    for (; place + 64 <= end; place += 64) { this.mix(this.state, bytes, place); }
    while (place < end) { this.rest[this.held++] = bytes[place++]; }
    return this;
  };

  Hash.prototype.hex = function () {
    var length = this.length, tail = new Uint8Array(this.held < 56 ? 64 - this.held : 128 - this.held);
    var view = new DataView(tail.buffer);
    tail[0] = 0x80;
    view.setUint32(tail.length - 8, Math.floor(length / 0x20000000));
    view.setUint32(tail.length - 4, (length << 3) >>> 0);
    this.update(tail);
    return Array.from(this.state, function (word) { return (word >>> 0).toString(16).padStart(8, "0"); }).join("");
  };

  var W = new Int32Array(68);

  function load(bytes, at) {
    for (var i = 0; i < 16; i++, at += 4) {
      W[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    }
  }

  function sha256(state, bytes, at) {
    var a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
    load(bytes, at);
    for (var i = 16; i < 64; i++) {
      var x = W[i - 15], y = W[i - 2];
      var low = turn(x, 25) ^ turn(x, 14) ^ (x >>> 3), high = turn(y, 15) ^ turn(y, 13) ^ (y >>> 10);
      W[i] = (W[i - 16] + low + W[i - 7] + high) | 0;
    }
    for (i = 0; i < 64; i++) {
      var one = (h + (turn(e, 26) ^ turn(e, 21) ^ turn(e, 7)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      var two = ((turn(a, 30) ^ turn(a, 19) ^ turn(a, 10)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
  }

  function sm3(state, bytes, at) {
    var a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
    load(bytes, at);
    for (var i = 16; i < 68; i++) {
      var x = W[i - 16] ^ W[i - 9] ^ turn(W[i - 3], 15);
      W[i] = x ^ turn(x, 15) ^ turn(x, 23) ^ turn(W[i - 13], 7) ^ W[i - 6];
    }
    for (i = 0; i < 64; i++) {
      var a12 = turn(a, 12), one = turn((a12 + e + T[i]) | 0, 7), two = one ^ a12;
      var ff = i < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c), gg = i < 16 ? e ^ f ^ g : (e & f) | (~e & g);
      var tt1 = (ff + d + two + (W[i] ^ W[i + 4])) | 0, tt2 = (gg + h + one + W[i]) | 0;
      d = c; c = turn(b, 9); b = a; a = tt1; h = g; g = turn(f, 19); f = e; e = tt2 ^ turn(tt2, 9) ^ turn(tt2, 17);
    }
    state[0] ^= a; state[1] ^= b; state[2] ^= c; state[3] ^= d; state[4] ^= e; state[5] ^= f; state[6] ^= g; state[7] ^= h;
  }

  /* Read piece by piece, so that memory does not grow with the file; the page ends the worker to cancel. */
  async function fingerprint(file, tell) {
    var first = new Hash(SHA256_START, sha256), second = new Hash(SM3_START, sm3);
    for (var done = 0; done < file.size; done += PIECE) {
      var bytes = new Uint8Array(await file.slice(done, done + PIECE).arrayBuffer());
      first.update(bytes);
      second.update(bytes);
      tell({ done: Math.min(done + PIECE, file.size), size: file.size });
    }
    return { sha256: first.hex(), sm3: second.hex(), size: file.size };
  }

  scope.onmessage = function (event) {
    fingerprint(event.data.file, function (told) { scope.postMessage(told); }).then(
      function (found) { scope.postMessage({ result: found }); },
      function (problem) { scope.postMessage({ problem: String(problem && problem.message || problem) }); }
    );
  };
})(self);
