/* SPDX-License-Identifier: Apache-2.0
   Copyright the SlotCache authors

   Regions: one entry, bulk statements that lock its region and change its row, a transaction that locks the entry alone, a session that loads it. A bulk
   statement's lock is taken in every partition before it runs; each partition is by itself, and this is one. "*" is a region more; it adds nothing.

   Property, sessions, commits, calls: as in slotcache.pml.

   When the lock of a bulk statement is asked for before its commit, and whether with those of other regions, is no matter (decision 0021): it is in place at
   the commit, and what the session itself reads in between is a miss.

   An entry of a region that was evicted stays where it is. It is void if its sequence is below G, which a reader learns from the lease: there rseq says
   whether to look G up. G only grows on one master, so an entry that is not void by a G read later was not void when it was read: the two reads are one
   step here. LOOKUP 1 makes them two, the second on whatever master answers then; G_AFTER 0 has G read first. Sequences are again what they are compared
   for: outdated (entry.s < G), shows (rseq is later than the entry, if that is outdated). */

#ifndef BULKS
#define BULKS 2
#endif
#ifndef WRITERS
#define WRITERS 1
#endif
#ifndef READERS
#define READERS 1
#endif

/* Rules; as built. */
#ifndef REGION_LOCK
#define REGION_LOCK 1   /* 0: the region is evicted after the statement's commit; 2: before it */
#endif
#ifndef REGION_SET
#define REGION_SET 1    /* a region's lock has a set of holders; 0: one, whom any unlock releases */
#endif
#ifndef RECHECK
#define RECHECK 1
#endif
#ifndef G_AFTER
#define G_AFTER 1       /* G is read no earlier than the lease; 0: before */
#endif
#ifndef LOOKUP
#define LOOKUP 0        /* 1: a session that finds an entry, and reads G after that */
#endif
#ifndef LOOKUP_IN_TIME
#define LOOKUP_IN_TIME 1 /* G is read before another master can be promoted: TIME, command_timeout is no longer than a lease. 0: at any time */
#endif
#ifndef SAME_LINE
#define SAME_LINE 1     /* and counts only over the line over which the entry and the lease were read. 0: over any */
#endif
#ifndef REGION_AT_UNLOCK
#define REGION_AT_UNLOCK 1 /* an unlock looks at the region's lock and G before it publishes */
#endif
#ifndef REFRESH
#define REFRESH 1       /* an eviction of a region rewrites the lease */
#endif

#define SESSIONS (WRITERS + BULKS + READERS)
#define NONE 255
#define BAD 0

byte entry[2] = NONE;
bool outdated[2];           /* the entry is older than G */
bool shows[2];          /* the lease tells of an eviction since */
byte heldR[2];          /* holders of the region's lock */
byte freshR[2];         /* as fresh, of the region's evictions alone */
byte db = 1;
byte evictions;         /* G_AFTER 0: counts them */
bool found;             /* LOOKUP 1: an entry was found, whose G is to be read */
bool voids[2];          /* that node's G voids it */

#define VOID_ENTRIES(n) entry[n] = NONE; outdated[n] = 0; freshR[n] = 0
#define CLEAR_MORE(n) entry[n] = NONE; outdated[n] = 0; shows[n] = shows[n] && lease[n]; heldR[n] = 0; freshR[n] = 0
#define COPY_MORE entry[other] = entry[legit]; outdated[other] = outdated[legit]; heldR[other] = heldR[legit]; freshR[other] = freshR[legit]; voids[other] = voids[legit]
#define COPY_LEASE shows[other] = shows[legit]
#define KEPT_LEASE skip
#define DROP_MORE(n) heldR[n] = 0
#define LOSE_MORE heldR[legit] = 0; freshR[legit] = 0
#define LEASE_SHOWS_ALL(n) shows[n] = 1
#define QUIET_FOR_PROMOTION (!found || !LOOKUP_IN_TIME)

#include "partition.pml"

#define servable(n) (leased(n) && entry[n] != NONE && (!outdated[n] || !shows[n]))
#define wrong(n) (servable(n) && (entry[n] < db || entry[n] > db))
#define passesAll(n, i) (passes(n, i) && heldR[n] == 0)
#define untouched(n, i) (t[n] != 0 && heldR[n] == 0 && (freshR[n] & bit(i)))

/* s++; G := s; r := s. A lost c counts from 0 again: below any entry's sequence. */
inline evictRegion(n) {
  invalidated(n);
  freshR[n] = freshR[n] & ~counted[n];
  if
  :: !outdated[n] && (replicates(n) || (n == legit && deposed == 2)) -> shows[other] = 0
  :: else
  fi;
  outdated[n] = (entry[n] != NONE && t[n] != 0);
  shows[n] = (REFRESH && t[n] != 0);
  voids[n] = found;
  evictions = evictions + (1 - G_AFTER);
  refresh(n);
  prove(n)
}

inline takeStamps(i) {
  takeStamp(i);
  freshR[n_] = freshR[n_] | bit(i);
  if
  :: t[1 - n_] == t[n_] && (fresh[1 - n_] & bit(i)) -> freshR[1 - n_] = freshR[1 - n_] | bit(i)
  :: else
  fi
}

inline lockEntry(n, i) {
  if
  :: held[n] & bit(i) -> clean[n] = clean[n] && untouched(n, i)
  :: else ->
     clean[n] = passesAll(n, i);
     invalidated(n);
     held[n] = held[n] | bit(i);
     entry[n] = NONE; outdated[n] = 0
  fi;
  refresh(n);
  prove(n)
}

inline unlockEntry(n, i, value) {
  if
  :: value != NONE && held[n] == bit(i) && clean[n] && t[n] != 0 && t[n] == stampTerm &&
     (!REGION_AT_UNLOCK || untouched(n, i)) -> entry[n] = value
  :: else -> entry[n] = NONE
  fi;
  outdated[n] = 0;
  held[n] = held[n] & ~bit(i);
  clean[n] = 0;
  invalidated(n);
  refresh(n)
}

inline lockRegion(n, i) {
  if
  :: heldR[n] & bit(i) -> refresh(n); prove(n)
  :: else -> heldR[n] = heldR[n] | bit(i); evictRegion(n)
  fi
}

inline unlockRegion(n, i) {
  heldR[n] = (REGION_SET -> heldR[n] & ~bit(i) : 0);
  evictRegion(n)
}

/* Before the commit: asks, asks again when it is long ago, commits, or does not. */
proctype Writer(byte i) {
  byte loaded, value = NONE, stampTerm;
  atomic { takeStamps(i); stampTerm = t[n_]; loaded = db };
  do
  :: atomic { phase[i] == 0 || phase[i] == 3 -> pickWriter(); lockEntry(n_, i); phase[i] = proven_ }
  :: atomic { checked(i) -> phase[i] = 3 }
  :: atomic { checked(i) || (phase[i] == 3 && !RECHECK) ->
       if
       :: loaded == db -> value = db + 1
       :: else -> value = BAD
       fi;
       db++; break }
  :: break
  :: goto ended
  od;
  atomic { phase[i] = 0; loaded = 0 };
  if
  :: atomic { pickWriter(); unlockEntry(n_, i, value) }
  :: true
  fi;
ended:
  atomic { phase[i] = 0; stampTerm = 0; value = 0; loaded = 0 }
}

proctype Bulk(byte i) {
  do
#if REGION_LOCK == 1
  :: atomic { phase[i] == 0 || phase[i] == 3 -> pickWriter(); lockRegion(n_, i); phase[i] = proven_ }
#elif REGION_LOCK == 0
  :: atomic { phase[i] == 0 -> phase[i] = 1 }
#else
  :: atomic { phase[i] == 0 -> pickWriter(); evictRegion(n_); phase[i] = proven_ }
#endif
  :: atomic { checked(i) -> phase[i] = 3 }
  :: atomic { checked(i) || (phase[i] == 3 && !RECHECK) -> db++; break }
  :: break
  :: goto ended
  od;
  phase[i] = 0;
  if
#if REGION_LOCK == 1
  :: atomic { pickWriter(); unlockRegion(n_, i) }
#elif REGION_LOCK == 0
  :: atomic { pickWriter(); evictRegion(n_) }
#endif
  :: true
  fi;
ended:
  phase[i] = 0
}

proctype Reader(byte i) {
  byte value;
  atomic { takeStamps(i); value = db };
  atomic { pickWriter();
    if
    :: passesAll(n_, i) ->
       if
       :: entry[n_] == NONE || outdated[n_] -> entry[n_] = value; outdated[n_] = 0
       :: entry[n_] != NONE
       :: entry[n_] != NONE -> entry[n_] = value; outdated[n_] = 0
       fi
    :: else
    fi;
    value = 0 }
}

#if LOOKUP
proctype Lookup() {
  byte floor, value, term, server;
  floor = db;
  atomic {
    if
    :: leased(legit) && entry[legit] != NONE -> n_ = legit
    :: leased(other) && entry[other] != NONE -> n_ = other
    fi;
    found = 1; value = entry[n_]; term = t[n_]; server = me[n_]; voids[n_] = outdated[n_];
    voids[1 - n_] = outdated[1 - n_] && entry[1 - n_] == value };
  if
  :: atomic { t[legit] == term && (me[legit] == server || !SAME_LINE) -> assert(voids[legit] || value >= floor) }
  :: atomic { deposed != 0 && t[other] == term && (me[other] == server || !SAME_LINE) -> assert(voids[other] || value >= floor) }
  :: true        /* another term or line, or no answer in time */
  fi;
  atomic { found = 0; voids[0] = 0; voids[1] = 0; value = 0; floor = 0; term = 0; server = 0 }
}
#endif

#if !G_AFTER
proctype EarlyG() {
  byte before, floor;
  atomic { lease[legit] -> before = evictions; floor = db };
  atomic { mayRead(0) && lease[0] && entry[0] != NONE && (!outdated[0] || evictions != before) -> assert(entry[0] >= floor) }
}
#endif

proctype Locks() {
end:
  do
  :: atomic { held[legit] != 0 && (!checked(0) || !BOUNDED) ->
       held[legit] = 0; clean[legit] = 0; invalidated(legit); refresh(legit) }
  :: atomic { heldR[legit] != 0 ->
       if
       :: (heldR[legit] & bit(WRITERS)) && (!checked(WRITERS) || !BOUNDED) -> k_ = bit(WRITERS)
#if BULKS > 1
       :: (heldR[legit] & bit(WRITERS + 1)) && (!checked(WRITERS + 1) || !BOUNDED) -> k_ = bit(WRITERS + 1)
#endif
       fi;
       heldR[legit] = heldR[legit] & ~k_; k_ = 0; evictRegion(legit) }
  od
}

init {
  atomic {
    me[0] = 1; owner[0] = 1; t[0] = 1; lease[0] = 1; line[0] = 1; shows[0] = 1;
#if WRITERS > 0
    run Writer(0);
#endif
    run Bulk(WRITERS);
#if BULKS > 1
    run Bulk(WRITERS + 1);
#endif
#if READERS > 0
    run Reader(WRITERS + BULKS);
#endif
#if LOOKUP
    run Lookup();
#endif
#if !G_AFTER
    run EarlyG();
#endif
    run Locks();
    run Shard()
  }
}

never {
  do
  :: wrong(0) || wrong(1) -> break
  :: else
  od
}
