--[[
  What every script shares; it stands before each of them.

  KEYS[1]  control hash c of the partition     KEYS[2]  its lease e     KEYS[3]  the entry, where there is one
  While the partition's slot moves they may be apart. Then what locks, unlocks, evicts and extends runs with KEYS[1] alone, wherever that is, and the
  caller removes the lease and the entry.

  c: t term, n owner, h end and hs start of a hold (ms) and hn for whom, s sequence, r sequence of the last region eviction, d earliest deadline of a lock (ms),
     w marks in the replication stream, l:<entry> and R:<region> holders of soft locks, G:<region> sequence of the region's last eviction, o:<stripe> of the stripe's last invalidation;
     of a table l:<table> how many hold its lock, h:<table>|<lock id> the deadline of each (ms), o:<table> the sequence of the last lock or unlock
  e: term|s|r|nonce, never replicated: a promoted replica has none.
]]
local c, e = KEYS[1], KEYS[2]

-- Server time, milliseconds. Frozen while a script runs.
local function now()
  local t = redis.call("TIME")
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

local function int(n)
  return string.format("%.0f", n)
end

local function bump()
  return redis.call("HINCRBY", c, "s", 1)
end

-- Holders: "<stripe>|<lock id>,<deadline ms>,<clean 0 or 1>;...", the stripe empty for a region.
local function parse(value)
  local list = {}
  for id, deadline, clean in string.gmatch(value, "([^,;|]+),(%d+),([01])") do
    list[#list + 1] = {id = id, deadline = tonumber(deadline), clean = clean == "1"}
  end
  return list, string.match(value, "^(%d*)|")
end

local function write(field, stripe, list)
  if #list == 0 then
    redis.call("HDEL", c, field)
    return
  end
  local texts = {}
  for i, holder in ipairs(list) do
    texts[i] = holder.id .. "," .. int(holder.deadline) .. "," .. (holder.clean and "1" or "0")
  end
  redis.call("HSET", c, field, stripe .. "|" .. table.concat(texts, ";"))
end

-- Notes an invalidation, of a stripe or, where field is a region's lock, of the region. Returns its sequence.
local function invalidated(field, stripe)
  local s = bump()
  if stripe ~= "" then
    redis.call("HSET", c, "o:" .. stripe, int(s))
  else
    redis.call("HSET", c, "G:" .. string.sub(field, 3), int(s), "r", int(s))
  end
  return s
end

-- The live holders of a lock. One past its deadline may have committed: it goes, late puts are refused and nobody's value can be trusted.
local function live(field, value, at)
  if not value then
    return {}
  end
  local all, stripe = parse(value)
  local list = {}
  for _, holder in ipairs(all) do
    if holder.deadline > at then
      list[#list + 1] = holder
    end
  end
  if #list < #all then
    for _, holder in ipairs(list) do
      holder.clean = false
    end
    write(field, stripe, list)
    invalidated(field, stripe)
  end
  return list
end

-- Removes a holder of a table's lock and notes the change that it may have made.
local function leaveTable(name, id)
  if redis.call("HDEL", c, "h:" .. name .. "|" .. id) == 1 and redis.call("HINCRBY", c, "l:" .. name, -1) <= 0 then
    redis.call("HDEL", c, "l:" .. name)
  end
  return invalidated("l:" .. name, name)
end

local function noteDeadline(deadline)
  local first = redis.call("HGET", c, "d")
  if not first or deadline < tonumber(first) then
    redis.call("HSET", c, "d", int(deadline))
  end
end

-- Ends the lease here, and with it the copies that a full resync has made on replicas: they know nothing of what is invalidated from now on, and one that
-- was promoted would serve by its copy. A DEL of what is not there is not replicated, so something is put there first.
local function endLease()
  if not e then
    return
  end
  redis.call("SET", e, "")
  redis.call("DEL", e)
end

-- Rewrites a live lease of the current term with the sequences as they are now, its time to live kept; ends one of another term, which would
-- outlive a lost c. Only here, never on a replica.
local function refresh()
  if not e then
    return false
  end
  local lease, left = redis.call("GET", e), redis.call("PTTL", e)
  endLease()
  if not lease or left <= 0 then
    return false
  end
  local term, nonce = string.match(lease, "^([^|]*)|%d+|%d+|(.*)$")
  local at = redis.call("HMGET", c, "t", "s", "r")
  if not term or term ~= at[1] then
    return false
  end
  redis.set_repl(redis.REPL_NONE)
  -- Refused in a slot that is leaving: what is not here any more may be where the slot goes. Then there is no lease.
  local set = redis.pcall("SET", e, term .. "|" .. (at[2] or "0") .. "|" .. (at[3] or "0") .. "|" .. nonce, "PX", left)
  redis.set_repl(redis.REPL_ALL)
  return not set.err
end

-- This master in this run and role: another after a restart and after a promotion. Second: whether it was ever promoted since it started.
local known
local function identity()
  if not known then
    local info = redis.call("INFO", "server", "replication")
    known = {
      string.match(info, "master_replid:(%x+)") .. "." .. string.match(info, "run_id:(%x+)"),
      string.find(string.match(info, "master_replid2:(%x+)"), "[^0]") ~= nil
    }
  end
  return known[1], known[2]
end

-- Whether the control hash knows all that was locked and invalidated in its term. A promoted master's, before it begins a term of its own, may have lost some.
local function ownsTerm()
  return redis.call("HGET", c, "n") == (identity())
end

-- Whether this master hears a majority of the masters with slots, itself included, so that no other can have been promoted in its place.
-- Without a cluster and without Sentinels nobody is promoted.
local function hearsMajority(at, maxAge)
  local nodes = redis.pcall("CLUSTER", "NODES")
  if type(nodes) == "table" then
    if not string.find(nodes.err, "cluster support disabled", 1, true) then
      -- The user may not ask, which is for somebody to mend: more than an isolated master.
      error(nodes)
    end
    return true
  end
  local masters, heard = 0, 0
  for line in string.gmatch(nodes, "[^\n]+") do
    local flags, ping, pong, slots = string.match(line, "^%S+ %S+ (%S+) %S+ (%d+) (%d+) %d+ %S+(.*)$")
    if flags and string.find(flags, "master", 1, true) and string.find(slots, " %d") then
      masters = masters + 1
      local asked, age = tonumber(ping), at - tonumber(pong)
      if string.find(flags, "myself", 1, true) then
        heard = heard + 1
      -- "fail" and "fail?", but not "nofailover".
      elseif not string.find(flags .. ",", "fail[?,]")
          -- A word from the future is from before this server's clock was set back: of unknown age.
          and age >= -100 and age <= maxAge
          -- Gossip refreshes a peer's last word, but not while a ping of our own is unanswered.
          and (asked == 0 or at - asked <= maxAge) then
        heard = heard + 1
      end
    end
  end
  return heard >= math.floor(masters / 2) + 1
end

-- With Sentinels, a replica that is promoted stops following. A mark is a moment and how long the replication stream was then; a replica that has
-- confirmed more than that followed after that moment. w: "<identity>|<ms>,<length>;...".
local function marks(owner)
  local value = redis.call("HGET", c, "w") or ""
  local list = {}
  if string.match(value, "^[^|]*") == owner then
    for ms, length in string.gmatch(value, "(%d+),(%d+)") do
      list[#list + 1] = {ms = tonumber(ms), length = tonumber(length)}
    end
  end
  return list
end

-- How much of the stream so many replicas have confirmed, and how long it is.
local function confirmed(replicas)
  local info = redis.call("INFO", "replication")
  local confirmations = {}
  for length in string.gmatch(info, "slave%d+:[^\r\n]*state=online,offset=(%d+)") do
    confirmations[#confirmations + 1] = tonumber(length)
  end
  table.sort(confirmations, function(a, b) return a > b end)
  return confirmations[replicas] or 0, string.match(info, "master_repl_offset:(%d+)")
end

local function followed(at, maxAge, replicas)
  local length = confirmed(replicas)
  for _, mark in ipairs(marks((identity()))) do
    if mark.length < length and mark.ms <= at and at - mark.ms <= maxAge then
      return true
    end
  end
  return false
end

-- Leaves a mark, unless there was one a moment ago, and drops those of no more use. The write itself is what replicas will confirm.
local function mark(at, maxAge)
  local owner = identity()
  local texts, last = {}, 0
  for _, earlier in ipairs(marks(owner)) do
    if earlier.ms <= at and at - earlier.ms <= maxAge then
      texts[#texts + 1] = int(earlier.ms) .. "," .. int(earlier.length)
      last = earlier.ms
    end
  end
  if at - last >= 200 then
    local _, length = confirmed(1)
    texts[#texts + 1] = int(at) .. "," .. length
    redis.call("HSET", c, "w", owner .. "|" .. table.concat(texts, ";"))
  end
end

-- contact: "<age in ms>" in a cluster, "<age in ms>,<replicas that must have followed>" with Sentinels.
local function contactOf(contact)
  local age, replicas = string.match(contact, "^(%-?%d+),?(%d*)$")
  return tonumber(age), tonumber(replicas)
end

-- Whether no other can have been promoted in this master's place before the contact's age ago.
local function inContact(at, contact)
  local age, replicas = contactOf(contact)
  if replicas then
    return followed(at, age, replicas)
  end
  return hearsMajority(at, age)
end

-- Whether everybody who reads the partition sees what is locked or invalidated now: a live lease proves it, on the master that owns the term and so was
-- granted it; a full resync can have copied another's. Without one, this master must hear the others, and if it was promoted, some time must have passed
-- since the hold began: in a coordinated failover the old master can serve on until it learns of it.
local function seenByAll(at, leased, contact, provenAfter)
  local me, promoted = identity()
  local v = redis.call("HMGET", c, "n", "hn", "hs")
  if leased and v[1] == me then
    return true
  end
  if not inContact(at, contact) then
    return false
  end
  return not promoted or v[1] == me or (v[2] == me and at - tonumber(v[3]) >= provenAfter)
end

-- Why a value read by a session with this stamp must not be stored, or nil.
local function refusal(at, name, region, stripe, term, s)
  local f = {"t", "l:" .. name, "R:" .. region, "R:*", "o:" .. stripe, "G:" .. region, "G:*"}
  local v = redis.call("HMGET", c, unpack(f))
  if not v[1] or v[1] ~= term then
    return "term"
  end
  for i = 2, 4 do
    if v[i] then
      local held = #live(f[i], v[i], at) > 0
      if held then
        return i == 2 and "locked" or "region locked"
      end
      return "expired lock"
    end
  end
  local stamp = tonumber(s)
  if v[5] and tonumber(v[5]) > stamp then
    return "invalidated"
  end
  for i = 6, 7 do
    if v[i] and tonumber(v[i]) > stamp then
      return "region evicted"
    end
  end
  return nil
end

-- Whether the region, whose entries share no stripe, is as a session with this stamp has seen it: in the same term neither locked nor evicted since.
local function regionUntouched(region, term, s)
  local v = redis.call("HMGET", c, "t", "R:" .. region, "R:*", "G:" .. region, "G:*")
  local stamp = tonumber(s)
  return v[1] and v[1] == term and not v[2] and not v[3]
    and (not v[4] or tonumber(v[4]) <= stamp) and (not v[5] or tonumber(v[5]) <= stamp)
end

local function removeEntry()
  if KEYS[3] then
    redis.call("UNLINK", KEYS[3])
  end
end

-- An entry's frame: four bytes, the term, the sequence, then what the caller encoded.
local function frame(head, term, s, tail)
  return head .. term .. struct.pack(">I8", s) .. tail
end

-- Writes the entry. With a maxIdle (ms, "0" for none) the key goes after that, unless it is touched, and the frame, whose head says so, ends with the
-- server time until which it may be: the end of its time to live.
local function store(at, head, term, s, tail, ttl, maxIdle)
  local value = frame(head, term, s, tail)
  if maxIdle == "0" then
    redis.call("SET", KEYS[3], value, "PX", ttl)
  else
    redis.call("SET", KEYS[3], value .. struct.pack(">I8", at + tonumber(ttl)), "PX", int(math.min(tonumber(ttl), tonumber(maxIdle))))
  end
end
